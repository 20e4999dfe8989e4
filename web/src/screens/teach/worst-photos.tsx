import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { components } from "../../api/schema.gen.ts";
import style from "./model.module.css";
import { type Lesson, photoUrl } from "./use-lesson.ts";

/** The photos that went worst when they were left out, with what went wrong and the boxes of the parts it is about. */
export function WorstPhotos(props: { lesson: Lesson; worst: components["schemas"]["ModelCard"]["worst"] }) {
  const words = useTranslations("teach.card");
  const { lesson, worst } = props;
  const shown = worst.flatMap(({ sha256, faults }) => {
    const photo = lesson.photos.find((one) => one.sha256 === sha256);
    return photo ? [{ photo, faults }] : [];
  });
  return (
    <>
      <h3>{words("worst")}</h3>
      {shown.length === 0 ? <p>{words("worstNone")}</p> : null}
      <ul className={style["worst"]}>
        {shown.map(({ photo, faults }) => (
          <li key={photo.sha256}>
            <Link
              to="/teach/$lessonId"
              params={{ lessonId: lesson.id }}
              search={{ photo: photo.sha256 }}
              aria-label={words("open", { name: photo.fileName })}
            >
              <img src={photoUrl(lesson.id, photo.sha256, 320)} alt="" loading="lazy" />
              {photo.boxes
                .filter(({ label }) => faults.some((fault) => fault.label === label))
                .map(({ label, box }) => (
                  <span
                    key={`${label} ${box.left} ${box.top}`}
                    style={{
                      left: `${box.left * 100}%`,
                      top: `${box.top * 100}%`,
                      width: `${box.width * 100}%`,
                      height: `${box.height * 100}%`,
                    }}
                  />
                ))}
            </Link>
            {faults.map(({ label, outcome, there }) => (
              <p key={`${label} ${outcome}`}>{words(`outcomes.${outcome}`, { label, there })}</p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

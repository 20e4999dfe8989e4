import { useTranslations } from "use-intl";
import style from "./photo-strip.module.css";
import { photoUrl } from "./use-lesson.ts";

type StripPhoto = { sha256: string; fileName: string; boxes: readonly unknown[] };

/** Every photo of the lesson, small, with how many boxes it has. */
export function PhotoStrip(props: {
  lessonId: string;
  photos: readonly StripPhoto[];
  current: string | undefined;
  onOpen(sha256: string): void;
}) {
  const words = useTranslations("teach.photos");
  const { lessonId, photos, current, onOpen } = props;
  return (
    <ul className={style["strip"]}>
      {photos.map(({ sha256, fileName, boxes }, at) => (
        <li key={sha256}>
          <button type="button" aria-current={sha256 === current} onClick={() => onOpen(sha256)}>
            <img
              src={photoUrl(lessonId, sha256, 160)}
              alt={words("number", { number: at + 1, name: fileName, count: boxes.length })}
              loading="lazy"
            />
            <span data-none={boxes.length === 0} aria-hidden="true">
              {boxes.length}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

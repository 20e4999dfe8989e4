import style from "./doubt-boxes.module.css";
import type { Review } from "./review-queue.ts";

type Finding = Review["inspection"]["findings"][number];

/** What is not as expected, outlined over the photo with its name; what is in order would only be in the way. */
export function DoubtBoxes({ findings }: { findings: readonly Finding[] }) {
  const doubtful = findings.filter(({ state }) => state !== "present");
  const outlined = doubtful.flatMap((finding) =>
    areasOf(finding).map((box, i) => ({ finding, box, isFirst: i === 0 })),
  );
  return (
    <div className={style["layer"]} aria-hidden="true">
      {outlined.map(({ finding, box, isFirst }) => (
        <div
          key={`${finding.label} ${finding.name} ${box.left} ${box.top} ${box.width}`}
          className={style["box"]}
          data-state={finding.state}
          style={{
            left: `${box.left * 100}%`,
            top: `${box.top * 100}%`,
            width: `${box.width * 100}%`,
            height: `${box.height * 100}%`,
          }}
        >
          {isFirst ? <span className={style["tag"]}>{finding.name ?? finding.label}</span> : null}
        </div>
      ))}
    </div>
  );
}

/** Where the part belongs, if the recipe says; else all that was seen of its kind. */
function areasOf({ place, boxes }: Finding): Finding["boxes"] {
  return place ? [place] : boxes;
}

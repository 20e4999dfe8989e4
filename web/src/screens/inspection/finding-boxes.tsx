import style from "./finding-boxes.module.css";
import type { Finding } from "./inspection.ts";
import { STATE_SYMBOLS } from "./state-symbols.ts";

type FindingBoxesProps = {
  findings: readonly Finding[];
  hidden: ReadonlySet<number>;
  highlight: number | undefined;
};

/** What each finding speaks of, over the photo: as sharp as the screen, and each on its own. */
export function FindingBoxes({ findings, hidden, highlight }: FindingBoxesProps) {
  const shown = findings.flatMap((finding, i) => (hidden.has(i) ? [] : [{ finding, i }]));
  return (
    <div className={style["layer"]} data-dimmed={highlight !== undefined}>
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {shown.map(({ finding, i }) => (
          <g key={i} data-highlight={i === highlight}>
            {finding.place && finding.state !== "present" ? (
              <Rect box={finding.place} state={finding.state} isPlace />
            ) : null}
            {finding.boxes.map((box) => (
              <Rect key={`${box.left} ${box.top} ${box.width}`} box={box} state={stateOfBoxes(finding)} />
            ))}
          </g>
        ))}
      </svg>
      {shown.map(({ finding, i }) => {
        const at = finding.state === "missing" ? finding.place : (finding.boxes[0] ?? finding.place);
        const isTold = at && (finding.state !== "present" || i === highlight);
        return isTold ? (
          <span
            key={i}
            className={style["tag"]}
            data-state={finding.state}
            style={{ left: `${at.left * 100}%`, top: `${at.top * 100}%` }}
          >
            {STATE_SYMBOLS[finding.state]} {finding.name ?? finding.label}
          </span>
        ) : null;
      })}
    </div>
  );
}

/** Where some of several are missing, the boxes are those of the ones that are there. */
function stateOfBoxes({ state }: Finding): Finding["state"] {
  return state === "missing" ? "present" : state;
}

type RectProps = { box: Finding["boxes"][number]; state: Finding["state"]; isPlace?: boolean };

/** Twice, a dark one below, so that it is seen on a photo of any shade. */
function Rect({ box: { left, top, width, height }, state, isPlace = false }: RectProps) {
  const shape = { x: left, y: top, width, height, vectorEffect: "non-scaling-stroke" };
  return (
    <>
      <rect {...shape} className={style["casing"]} />
      <rect {...shape} data-state={state} data-place={isPlace} />
    </>
  );
}

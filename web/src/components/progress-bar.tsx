import { ProgressBar as AriaProgressBar, Label } from "react-aria-components";
import style from "./progress-bar.module.css";

/** How far something long is. @param fraction 0 to 1; undefined while nobody knows */
export function ProgressBar({ label, fraction }: { label: string; fraction: number | undefined }) {
  return (
    <AriaProgressBar
      className={style["progress"] ?? ""}
      {...(fraction === undefined ? { isIndeterminate: true } : { value: fraction * 100 })}
    >
      {({ percentage, valueText }) => (
        <>
          <Label>{label}</Label>
          <span>{valueText}</span>
          <div className={style["track"]}>
            <div style={{ width: `${percentage ?? 100}%` }} data-waiting={percentage === undefined} />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}

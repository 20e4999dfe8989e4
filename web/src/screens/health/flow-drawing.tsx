import { useFormatter, useTranslations } from "use-intl";
import { Panel } from "../../components/panel.tsx";
import { VERDICT_SYMBOLS, type Verdict } from "../../components/verdict-badge.tsx";
import style from "./flow-drawing.module.css";

type Photos = {
  received: number;
  verdicts: Record<Verdict, number>;
  deadLetters: number;
  inProgress: number;
  unaccounted: number;
};

/** In on the left, what became of it on the right, and below whether both sides are the same. */
export function FlowDrawing({ photos, reconciled }: { photos: Photos; reconciled: boolean }) {
  const words = useTranslations("health.flow");
  const verdictWords = useTranslations("shell.verdicts");
  const { number } = useFormatter();
  const { received, verdicts, deadLetters, inProgress, unaccounted } = photos;
  const line = Math.max(0, inProgress - unaccounted);
  const ends = [
    ...(["pass", "fail", "review", "rejected"] as const).map((verdict) => ({
      kind: verdict,
      name: `${VERDICT_SYMBOLS[verdict]} ${verdictWords(verdict)}`,
      count: verdicts[verdict],
    })),
    { kind: "line", name: words("inTheLine"), count: line },
    { kind: "dead", name: words("deadLetters"), count: deadLetters },
  ];
  return (
    <Panel title={words("title")}>
      <div className={style["flow"]}>
        <div className={style["source"]}>
          <strong>{number(received)}</strong>
          {words("received")}
        </div>
        <span className={style["arrow"]} aria-hidden="true">
          →
        </span>
        <ul className={style["ends"]}>
          {ends.map(({ kind, name, count }) => (
            <li key={kind} data-kind={kind} data-any={count > 0}>
              <strong>{number(count)}</strong>
              {name}
            </li>
          ))}
        </ul>
      </div>
      <p className={style["sum"]} data-good={reconciled} role="status">
        {reconciled ? `✓ ${words("reconciled")}` : `✕ ${words("unaccounted", { count: unaccounted })}`}
      </p>
    </Panel>
  );
}

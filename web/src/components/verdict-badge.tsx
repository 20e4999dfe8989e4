import { useTranslations } from "use-intl";
import style from "./verdict-badge.module.css";

export type Verdict = "pass" | "fail" | "review" | "rejected";

/** The same symbols as on the marked-up photo: a verdict is never told by its color alone. */
export const VERDICT_SYMBOLS = { pass: "✓", fail: "✕", review: "?", rejected: "!" } as const satisfies Record<
  Verdict,
  string
>;

/** A verdict by color, symbol and word. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const words = useTranslations("shell.verdicts");
  return (
    <span className={style["badge"]} data-verdict={verdict}>
      <span aria-hidden="true">{VERDICT_SYMBOLS[verdict]}</span> {words(verdict)}
    </span>
  );
}

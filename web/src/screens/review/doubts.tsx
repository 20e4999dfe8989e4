import { useFormatter, useTranslations } from "use-intl";
import style from "./doubts.module.css";
import type { Review } from "./review-queue.ts";

type Finding = Review["inspection"]["findings"][number];

/** What was expected and seen, and how sure it was: the doubtful first. */
export function Doubts({ review: { inspection, risks } }: { review: Review }) {
  const words = useTranslations("review");
  const states = useTranslations("shell.states");
  const format = useFormatter();
  const doubtful = inspection.findings.filter(({ state }) => state !== "present");
  const shown = doubtful.length > 0 ? doubtful : inspection.findings;
  const notVouched = risks.flatMap((risk) => (risk.code === "not-vouched" ? [risk.because] : []));
  return (
    <>
      {notVouched.map((because) => (
        <p key={because} className={style["because"]}>
          {because}
        </p>
      ))}
      <table className={style["table"]}>
        <caption>{words(doubtful.length > 0 ? "doubts" : "parts")}</caption>
        <thead>
          <tr>
            {(["part", "expected", "seen", "sure"] as const).map((column) => (
              <th key={column} scope="col">
                {words(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((finding) => (
            <tr key={`${finding.label} ${finding.name} ${finding.place?.left} ${finding.place?.top}`}>
              <th scope="row">
                {finding.name ?? finding.label}
                <span className={style["state"]}>{states(finding.state)}</span>
              </th>
              <td>{expectedOf(finding)}</td>
              <td>
                {seenOf(finding)}
                {finding.unsure > 0 ? (
                  <span className={style["state"]}>{words("unsure", { count: finding.unsure })}</span>
                ) : null}
              </td>
              <td>
                {finding.confidence === undefined
                  ? words("notSeen")
                  : format.number(finding.confidence, { style: "percent" })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function expectedOf({ expected, text }: Finding): string {
  if (text) return text.expected;
  if (typeof expected === "number") return String(expected);
  const { min, max } = expected;
  return max === undefined ? `≥ ${min}` : `${min}–${max}`;
}

function seenOf({ seen, text }: Finding): string {
  if (!text) return String(seen);
  return text.lines.map((line) => `“${line.text}”`).join(", ") || "–";
}

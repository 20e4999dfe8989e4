import { useTranslations } from "use-intl";
import { InspectionsLink, inspectionsOf } from "./period-link.tsx";
import style from "./reports-screen.module.css";
import { useNumbers } from "./use-numbers.ts";
import type { Report } from "./use-report.ts";

/** The numbers that are read first, and the sum that proves that no photo was lost. */
export function ReportFigures({ report }: { report: Report }) {
  const words = useTranslations("reports");
  const { count, share } = useNumbers();
  const { counts: c, firstPassYield: y, failRate, agreement } = report;
  const { sampled, escapes } = agreement;
  const isSampled = sampled.reviewed > 0;
  const expected = isSampled ? sampled.expected : escapes.expected;
  const marked = failRate.points.filter(({ marks }) => marks.length > 0).length;
  const figures = [
    { name: words("received"), value: count(c.received), note: words("photosNote") },
    {
      name: words("yield"),
      value: share(y.share),
      note:
        y.of === 0
          ? words("nothingInspected")
          : words("interval", { low: share(y.low), high: share(y.high) }),
    },
    {
      name: words("fail"),
      value: count(c.fail),
      note: words("forReview", { count: c.review }),
      address: inspectionsOf(report, undefined, "fail"),
    },
    {
      name: words("marked"),
      value: count(marked),
      note: words("ofPeriods", { count: failRate.points.length }),
    },
    {
      name: words("estimatedEscapes"),
      value: expected === undefined ? "–" : count(Math.round(expected)),
      note: isSampled
        ? words("fromSamples", { count: sampled.reviewed })
        : words("fromPasses", { count: escapes.reviewed.of }),
    },
  ];
  return (
    <>
      <dl className={style["figures"]}>
        {figures.map(({ name, value, note, address }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{address ? <InspectionsLink address={address}>{value}</InspectionsLink> : value}</dd>
            <dd>{note}</dd>
          </div>
        ))}
      </dl>
      <p>
        {words("reconciliation", {
          received: c.received,
          pass: c.pass,
          fail: c.fail,
          review: c.review,
          rejected: c.rejected,
          deadLetters: c.deadLetters,
          inTheLine: c.inTheLine,
        })}
      </p>
    </>
  );
}

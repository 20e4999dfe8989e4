import { asciiLine, oneLine } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { QualityReport } from "./report/quality-report.ts";
import { speak } from "./words/speak.ts";

const { percent } = speak("en");
const MOST_GROUPS = 100;
const MOST_FAULTS = 10;

/**
 * The mail about a report: the figures themselves, so that nobody has to follow the link to know how the day was.
 * @param options links to the files of the report; createdAt ISO 8601
 */
export function composeReportMail(
  { madeFrom, counts, firstPassYield, groups, faults, failRate }: QualityReport,
  options: { links: readonly string[]; createdAt: string },
): QualityMessage {
  const lines = groups.slice(0, MOST_GROUPS).map(({ recipe, line, pass, fail, review, rejected, ...one }) => {
    const where = line === "" ? recipe : `${recipe}, ${line}`;
    return `${where}: ${pass} pass, ${fail} fail, ${review} review, ${rejected} rejected${yieldOf(one)}`;
  });
  const more = groups.length - lines.length;
  const marked = failRate.points.filter(({ marks }) => marks.length > 0).length;
  return {
    id: `report-${madeFrom.from}-${madeFrom.to}`,
    // A topic has its own subscribers.
    to: [],
    subject: asciiLine(
      `Report ${madeFrom.from.slice(0, 10)}: ${counts.received} photos, ${counts.fail} fail`,
      100,
    ),
    text: [
      `${madeFrom.from} to ${madeFrom.to}.`,
      `${counts.received} received, ${counts.deadLetters} dead letters, ${counts.inTheLine} still in the line${yieldOf({ firstPassYield })}.`,
      ...(counts.received === 0 ? ["No photo was received."] : lines),
      ...(more > 0 ? [`and ${more} more groups in the report.`] : []),
      ...faults
        .slice(0, MOST_FAULTS)
        .map((fault) => `  ${oneLine(fault.part, 60)} ${fault.state}: ${fault.inspections}`),
      ...(marked > 0 ? [`The fail rate is marked in ${marked} of ${failRate.points.length} periods.`] : []),
      ...options.links,
    ].join("\n\n"),
    createdAt: options.createdAt,
    kind: "report",
  };
}

function yieldOf({ firstPassYield: { share } }: Pick<QualityReport, "firstPassYield">): string {
  return share === undefined ? "" : `, first-pass yield ${percent(share, 1)}`;
}

import { asciiLine, oneLine, percent } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { QualityReport } from "./report.ts";

const MOST_RECIPES = 100;
const MOST_FAULTS = 5;

/**
 * The mail about a report: the figures themselves, so that nobody has to follow the link to know how the day was.
 * @param options links to the files of the report; createdAt ISO 8601
 */
export function composeReportMail(
  report: QualityReport,
  options: { links: readonly string[]; createdAt: string },
): QualityMessage {
  const sum = (count: (one: QualityReport["recipes"][number]) => number) =>
    report.recipes.reduce((total, one) => total + count(one), 0);
  const failed = sum(({ verdicts }) => verdicts.fail);
  const received = sum((one) => one.received);
  const blocks = report.recipes.slice(0, MOST_RECIPES).map((one) => {
    const { pass, fail, review, rejected } = one.verdicts;
    const share =
      one.firstPassYield === undefined ? "" : `, first-pass yield ${percent(one.firstPassYield, 1)}`;
    return [
      `${one.recipe}: ${one.received} received, ${pass} pass, ${fail} fail, ${review} review, ${rejected} rejected, ${one.open} open${share}`,
      ...one.pareto
        .slice(0, MOST_FAULTS)
        .map((fault) => `  ${oneLine(fault.part, 60)} ${fault.state}: ${fault.inspections}`),
    ].join("\n");
  });
  const more = report.recipes.length - blocks.length;
  return {
    id: `report-${report.from}-${report.to}`,
    // A topic has its own subscribers.
    to: [],
    subject: asciiLine(`Report ${report.from.slice(0, 10)}: ${received} photos, ${failed} fail`, 100),
    text: [
      `${report.from} to ${report.to}. Dead letters in all: ${report.deadLetters}.`,
      ...(blocks.length === 0 ? ["No photo was received."] : blocks),
      ...(more > 0 ? [`and ${more} more recipes in the report.`] : []),
      ...options.links,
    ].join("\n\n"),
    createdAt: options.createdAt,
    kind: "report",
  };
}

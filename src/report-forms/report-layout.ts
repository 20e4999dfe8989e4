import type { QualityReport } from "../domain/report/quality-report.ts";
import { ABOUT_MARKS } from "./describe-mark.ts";
import { formatCell } from "./format-cell.ts";
import { chartsOf, type ReportChart } from "./report-charts.ts";
import { type ReportTable, type TableId, tablesOf } from "./report-tables.ts";

/** What a reader sees from top to bottom, the same on a page and on paper. */
export type ReportLayout = {
  title: string;
  subtitle: string;
  figures: { name: string; value: string; note: string }[];
  sections: ReportSection[];
};
export type ReportSection = {
  title: string;
  notes: readonly string[];
  charts: ReportChart[];
  tables: ReportTable[];
};

export function layOutReport(report: QualityReport): ReportLayout {
  const { madeFrom: m } = report;
  const tables = new Map(tablesOf(report).map((table) => [table.id, table]));
  const charts = chartsOf(report);
  const section = (
    title: string,
    notes: readonly string[],
    chart: ReportChart | undefined,
    ...ids: TableId[]
  ): ReportSection => ({
    title,
    notes,
    charts: chart ? [chart] : [],
    tables: ids.flatMap((id) => tables.get(id) ?? []).filter((table) => table.rows.length > 0),
  });
  const about = [m.recipe ?? "all recipes", m.line ?? "all lines"].join(", ");
  return {
    title: "Quality report",
    subtitle: `${about} · received from ${shortTime(m.from)} until before ${shortTime(m.to)} (${m.timeZone})`,
    figures: figuresOf(report),
    sections: [
      section("Photos", [reconciliationOf(report)], charts.verdicts, "photos", "groups"),
      section("Missing parts", [ABOUT_FAULTS], charts.faults, "faults"),
      section("Fail rate", [stabilityOf(report), ...ABOUT_MARKS], charts.failRate, "fail-rate"),
      section("Confidence", [ABOUT_CONFIDENCE], charts.confidence, "confidence"),
      section("People and system", [agreementOf(report), ABOUT_ESTIMATES], undefined, "people", "estimates"),
      section("Time", [ABOUT_LATENCY], charts.latency, "latency"),
      section("Period by period", [ABOUT_YIELD], undefined, "periods"),
      section("Made from", [ABOUT_SOURCE], undefined, "made-from"),
    ].filter(({ charts, tables }) => charts.length + tables.length > 0),
  };
}

const ABOUT_FAULTS =
  "How many inspections found the part missing, extra, misplaced or uncertain. Parts at the top of the list are where work pays most.";
const ABOUT_YIELD =
  "First-pass yield is pass of pass, fail and review. The two columns after it are Wilson's interval: the true yield lies in it with 95 % confidence.";
const ABOUT_CONFIDENCE =
  "A part that is seen less and less surely is a warning before it fails: dirt on the lens, changed light, another supplier. The change is the last third of the range minus the first third; “drifts” marks one of at least 0.02 that is hardly chance.";
const ABOUT_ESTIMATES =
  "Escapes are estimated from the passes that people looked at, false rejects from the fails. This holds as far as those were picked at random: passes that somebody looked at because of a suspicion make the estimate too high. Without a look at passes nothing is known of escapes.";
const ABOUT_LATENCY =
  "Quantiles are within 1 % of the true ones. From receipt to verdict includes waiting in the line.";
const ABOUT_SOURCE =
  "The same range of the same evidence gives the same report, byte for byte. The command “partproof verify --expect-head” with the head of the chain proves that the evidence is still the same.";

function figuresOf({
  counts,
  firstPassYield: y,
  failRate,
  agreement,
}: QualityReport): ReportLayout["figures"] {
  const marked = failRate.points.filter((p) => p.marks.length > 0).length;
  const { escapes } = agreement;
  return [
    { name: "Received", value: formatCell(counts.received, "count"), note: "photos" },
    {
      name: "First-pass yield",
      value: formatCell(y.share, "share"),
      note:
        y.of === 0
          ? "nothing inspected"
          : `95 %: ${formatCell(y.low, "share")} to ${formatCell(y.high, "share")}`,
    },
    {
      name: "Fail",
      value: formatCell(counts.fail, "count"),
      note: `${formatCell(counts.review, "count")} for review`,
    },
    { name: "Marks", value: String(marked), note: `of ${failRate.points.length} periods` },
    {
      name: "Estimated escapes",
      value: formatCell(escapes.expected === undefined ? undefined : Math.round(escapes.expected), "count"),
      note:
        escapes.reviewed.of === 0
          ? "no pass was looked at"
          : `from ${formatCell(escapes.reviewed.of, "count")} passes looked at`,
    },
  ];
}

/** The line that proves that no photo was lost. */
export function reconciliationOf({ counts: c }: QualityReport): string {
  const n = (count: number) => formatCell(count, "count");
  const sum = `${n(c.pass)} pass + ${n(c.fail)} fail + ${n(c.review)} review + ${n(c.rejected)} rejected + ${n(c.deadLetters)} dead letters + ${n(c.inTheLine)} still in the line`;
  return `${n(c.received)} received = ${sum}.`;
}

function stabilityOf({ failRate: { points, center }, periodUnit }: QualityReport): string {
  const marked = points.filter((p) => p.marks.length > 0).length;
  if (points.length === 0) return "Nothing was inspected.";
  const rate = `${formatCell(center, "share")} of inspections failed.`;
  if (marked === 0) return `${rate} No ${periodUnit} is marked: nothing speaks against a steady line.`;
  return `${rate} ${marked} of ${points.length} ${periodUnit}s ${marked === 1 ? "is" : "are"} marked (diamonds).`;
}

function agreementOf({ agreement: { reviewed, overruled, kappa } }: QualityReport): string {
  if (reviewed === 0) return "Nobody has looked at any of these inspections.";
  const share = `People looked at ${formatCell(reviewed, "count")} inspections and overruled ${formatCell(overruled.events, "count")} (${formatCell(overruled.share, "share")}, 95 %: ${formatCell(overruled.low, "share")} to ${formatCell(overruled.high, "share")}).`;
  if (kappa === undefined)
    return `${share} Cohen's kappa is not defined: system and people said only one thing.`;
  return `${share} Cohen's kappa is ${formatCell(kappa, "decimal")}: 1 is full agreement, 0 what chance would give.`;
}

function shortTime(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

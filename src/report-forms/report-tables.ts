import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Share } from "../domain/report/wilson-interval.ts";
import { describeMark } from "./describe-mark.ts";

/** How a number is shown; the number itself is the same in every form. `share` is 0 to 1, `ms` milliseconds. */
export type ColumnFormat = "text" | "count" | "share" | "decimal" | "tenth" | "ms";
export type Column = { title: string; format: ColumnFormat };
export type Cell = string | number | undefined;
export type ReportTable = { id: TableId; title: string; columns: Column[]; rows: Cell[][] };

export type TableId =
  | "photos"
  | "groups"
  | "faults"
  | "periods"
  | "fail-rate"
  | "confidence"
  | "latency"
  | "people"
  | "estimates"
  | "made-from";

const text = (title: string): Column => ({ title, format: "text" });
const count = (title: string): Column => ({ title, format: "count" });
const share = (title: string): Column => ({ title, format: "share" });
const decimal = (title: string): Column => ({ title, format: "decimal" });
const tenth = (title: string): Column => ({ title, format: "tenth" });
const ms = (title: string): Column => ({ title, format: "ms" });
const verdictColumns = ["Pass", "Fail", "Review", "Rejected"].map(count);
const yieldColumns = [share("First-pass yield"), share("At least (95 %)"), share("At most (95 %)")];

/** The tables of a report: what HTML, PDF, XLSX and CSV show, so that all show the same. */
export function tablesOf(report: QualityReport): ReportTable[] {
  return [
    photos(report),
    groups(report),
    faults(report),
    periods(report),
    failRate(report),
    confidence(report),
    latency(report),
    people(report),
    estimates(report),
    madeFrom(report),
  ];
}

function photos({ counts }: QualityReport): ReportTable {
  return {
    id: "photos",
    title: "Every photo accounted for",
    columns: [text("What"), count("Photos")],
    rows: [
      ["Received", counts.received],
      ["Pass", counts.pass],
      ["Fail", counts.fail],
      ["Review", counts.review],
      ["Rejected", counts.rejected],
      ["Dead letters", counts.deadLetters],
      ["Still in the line", counts.inTheLine],
    ],
  };
}

function groups({ groups }: QualityReport): ReportTable {
  return {
    id: "groups",
    title: "By recipe and line",
    columns: [text("Recipe"), text("Line"), ...verdictColumns, ...yieldColumns],
    rows: groups.map((g) => [
      g.recipe,
      g.line,
      g.pass,
      g.fail,
      g.review,
      g.rejected,
      ...shareCells(g.firstPassYield),
    ]),
  };
}

function faults({ faults }: QualityReport): ReportTable {
  return {
    id: "faults",
    title: "What was wrong, by part",
    columns: [
      text("Part"),
      text("State"),
      count("Inspections"),
      share("Share of the state"),
      share("Cumulative"),
    ],
    rows: faults.map((f) => [f.part, f.state, f.inspections, f.share, f.cumulative]),
  };
}

function periods({ periods, periodUnit }: QualityReport): ReportTable {
  return {
    id: "periods",
    title: `By ${periodUnit}`,
    columns: [text(`From (${periodUnit})`), ...verdictColumns, ...yieldColumns],
    rows: periods.map((p) => [
      p.label,
      p.pass,
      p.fail,
      p.review,
      p.rejected,
      ...shareCells(p.firstPassYield),
    ]),
  };
}

function failRate({ failRate, periods, periodUnit }: QualityReport): ReportTable {
  return {
    id: "fail-rate",
    title: "Fail rate and its control limits",
    columns: [
      text(`From (${periodUnit})`),
      count("Inspected"),
      count("Fail"),
      share("Fail rate"),
      share("Lower limit"),
      share("Upper limit"),
      text("Marks"),
    ],
    rows: failRate.points.map((p) => [
      periods[p.period]?.label,
      p.inspected,
      p.fails,
      p.failRate,
      p.lower,
      p.upper,
      p.marks.map(describeMark).join("; "),
    ]),
  };
}

function confidence({ confidence }: QualityReport): ReportTable {
  return {
    id: "confidence",
    title: "How sure the recognizer was of each part",
    columns: [
      text("Part"),
      count("Photos"),
      decimal("Mean confidence"),
      decimal("Standard deviation"),
      decimal("Change over the range"),
      decimal("At least (95 %)"),
      decimal("At most (95 %)"),
      text("Mark"),
    ],
    rows: confidence.map(({ part, photos, mean, deviation, drift }) => [
      part,
      photos,
      mean,
      deviation,
      drift?.change,
      drift?.low,
      drift?.high,
      drift?.marked ? "drifts" : "",
    ]),
  };
}

function latency({ latency, periods }: QualityReport): ReportTable {
  const row = (what: string, q: QualityReport["latency"]["inspect"]): Cell[][] =>
    q === undefined ? [] : [[what, q.photos, q.p50, q.p95, q.p99, q.max]];
  return {
    id: "latency",
    title: "How long it took",
    columns: [
      text("What"),
      count("Photos"),
      ms("Half within"),
      ms("95 % within"),
      ms("99 % within"),
      ms("Longest"),
    ],
    rows: [
      ...row("Inspection", latency.inspect),
      ...row("From receipt to verdict", latency.wait),
      ...latency.byPeriod.flatMap((q) => row(`Inspection, ${periods[q.period]?.label}`, q)),
    ],
  };
}

function people({ agreement: { table } }: QualityReport): ReportTable {
  return {
    id: "people",
    title: "What people said of what the system said",
    columns: [text("Verdict of the system"), count("People said pass"), count("People said fail")],
    rows: (["pass", "fail", "review"] as const).map((verdict) => [
      verdict,
      table[verdict].pass,
      table[verdict].fail,
    ]),
  };
}

function estimates({ agreement }: QualityReport): ReportTable {
  const row = (
    what: string,
    { reviewed, verdicts, expected, low, high }: QualityReport["agreement"]["escapes"],
  ) => [what, verdicts, reviewed.of, reviewed.events, ...shareCells(reviewed), expected, low, high];
  return {
    id: "estimates",
    title: "Wrong verdicts, estimated from those that people looked at",
    columns: [
      text("What"),
      count("Verdicts"),
      count("Looked at"),
      count("Of these wrong"),
      share("Share"),
      share("At least (95 %)"),
      share("At most (95 %)"),
      tenth("Estimated wrong"),
      tenth("No fewer than"),
      tenth("No more than"),
    ],
    rows: [
      row("Escapes (bad, passed)", agreement.escapes),
      row("False rejects (good, failed)", agreement.falseRejects),
    ],
  };
}

function madeFrom({ madeFrom: m, agreement }: QualityReport): ReportTable {
  const rows: Cell[][] = [
    ["Received from", m.from],
    ["Received before", m.to],
    ["Time zone", m.timeZone],
    ["Recipe", m.recipe ?? "all"],
    ["Line", m.line ?? "all"],
    ["Inspections", String(m.inspections)],
    ["Entries of the evidence", m.inspections === 0 ? "none" : `${m.firstSequence} to ${m.lastSequence}`],
    ["Inspections reviewed by people", String(agreement.reviewed)],
    ...m.recipeVersions.map((r): Cell[] => [
      `Recipe ${r.id}, version ${r.version}`,
      `${r.inspections} inspections`,
    ]),
    ...m.recognizers.map((r): Cell[] => [
      `Recognizer ${r.kind}, model ${r.model}`,
      `version ${r.version}, ${r.inspections} inspections`,
    ]),
    ["Head of the chain of evidence", `${m.chainHead.sequence}:${m.chainHead.sha256}`],
  ];
  return {
    id: "made-from",
    title: "What this report was made from",
    columns: [text("What"), text("Which")],
    rows,
  };
}

function shareCells({ share, low, high }: Share): Cell[] {
  return [share, low, high];
}

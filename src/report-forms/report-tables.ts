import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Share } from "../domain/report/wilson-interval.ts";
import type { Language } from "../domain/words/language.ts";
import type { ReportWords } from "../domain/words/report-en.ts";
import { type Words, wordsOf } from "../domain/words/words-of.ts";
import { imageQuality, imageQualityPeriods } from "./image-quality-tables.ts";
import { type Cell, count, decimal, ms, type ReportTable, share, tenth, text } from "./report-table.ts";
import { examples, sampling } from "./sample-tables.ts";

const verdictColumns = ({ columns: c }: ReportWords) => [c.pass, c.fail, c.review, c.rejected].map(count);
const yieldColumns = ({ columns: c }: ReportWords) => [share(c.yield), share(c.atLeast), share(c.atMost)];

/** The tables of a report: what HTML, PDF, XLSX and CSV show, so that all show the same. */
export function tablesOf(report: QualityReport, language: Language): ReportTable[] {
  const { report: words, common } = wordsOf(language);
  return [
    photos(report, words),
    groups(report, words),
    faults(report, words, common),
    periods(report, words),
    failRate(report, words),
    confidence(report, words),
    imageQuality(report, words),
    imageQualityPeriods(report, words),
    sampling(report, words),
    examples(report, words, common),
    latency(report, words),
    people(report, words, common),
    estimates(report, words),
    madeFrom(report, words),
  ];
}

function photos({ counts }: QualityReport, { columns: c, rows, tables }: ReportWords): ReportTable {
  return {
    id: "photos",
    title: tables.photos,
    columns: [text(c.what), count(c.photos)],
    rows: [
      [rows.received, counts.received],
      [c.pass, counts.pass],
      [c.fail, counts.fail],
      [c.review, counts.review],
      [c.rejected, counts.rejected],
      [rows.deadLetters, counts.deadLetters],
      [rows.inTheLine, counts.inTheLine],
    ],
  };
}

function groups({ groups }: QualityReport, words: ReportWords): ReportTable {
  return {
    id: "groups",
    title: words.tables.groups,
    columns: [
      text(words.columns.recipe),
      text(words.columns.line),
      ...verdictColumns(words),
      ...yieldColumns(words),
    ],
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

function faults(
  { faults }: QualityReport,
  { columns: c, tables }: ReportWords,
  { states }: Words["common"],
): ReportTable {
  return {
    id: "faults",
    title: tables.faults,
    columns: [text(c.part), text(c.state), count(c.inspections), share(c.shareOfState), share(c.cumulative)],
    rows: faults.map((f) => [f.part, states[f.state], f.inspections, f.share, f.cumulative]),
  };
}

function periods({ periods, periodUnit }: QualityReport, words: ReportWords): ReportTable {
  return {
    id: "periods",
    title: words.tables.periods(periodUnit),
    columns: [text(words.columns.from(periodUnit)), ...verdictColumns(words), ...yieldColumns(words)],
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

function failRate({ failRate, periods, periodUnit }: QualityReport, words: ReportWords): ReportTable {
  const { columns: c, tables, mark } = words;
  return {
    id: "fail-rate",
    title: tables.failRate,
    columns: [
      text(c.from(periodUnit)),
      count(c.inspected),
      count(c.fail),
      share(c.failRate),
      share(c.lower),
      share(c.upper),
      text(c.marks),
    ],
    rows: failRate.points.map((p) => [
      periods[p.period]?.label,
      p.inspected,
      p.fails,
      p.failRate,
      p.lower,
      p.upper,
      p.marks.map(mark).join("; "),
    ]),
  };
}

function confidence({ confidence }: QualityReport, { columns: c, rows, tables }: ReportWords): ReportTable {
  return {
    id: "confidence",
    title: tables.confidence,
    columns: [
      text(c.part),
      count(c.photos),
      decimal(c.mean),
      decimal(c.deviation),
      decimal(c.change),
      decimal(c.atLeast),
      decimal(c.atMost),
      text(c.mark),
    ],
    rows: confidence.map(({ part, photos, mean, deviation, drift }) => [
      part,
      photos,
      mean,
      deviation,
      drift?.change,
      drift?.low,
      drift?.high,
      drift?.marked ? rows.drifts : "",
    ]),
  };
}

function latency(
  { latency, periods }: QualityReport,
  { columns: c, rows, tables }: ReportWords,
): ReportTable {
  const row = (what: string, q: QualityReport["latency"]["inspect"]): Cell[][] =>
    q === undefined ? [] : [[what, q.photos, q.p50, q.p95, q.p99, q.max]];
  return {
    id: "latency",
    title: tables.latency,
    columns: [text(c.what), count(c.photos), ms(c.half), ms(c.most), ms(c.nearlyAll), ms(c.longest)],
    rows: [
      ...row(rows.inspection, latency.inspect),
      ...row(rows.wait, latency.wait),
      ...latency.byPeriod.flatMap((q) => row(rows.inspectionIn(periods[q.period]?.label ?? ""), q)),
    ],
  };
}

function people(
  { agreement: { table } }: QualityReport,
  { columns: c, tables }: ReportWords,
  { verdicts }: Words["common"],
): ReportTable {
  return {
    id: "people",
    title: tables.people,
    columns: [text(c.verdictOfSystem), count(c.peopleSaidPass), count(c.peopleSaidFail)],
    rows: (["pass", "fail", "review"] as const).map((verdict) => [
      verdicts[verdict],
      table[verdict].pass,
      table[verdict].fail,
    ]),
  };
}

function estimates({ agreement }: QualityReport, { columns: c, rows, tables }: ReportWords): ReportTable {
  const { sampled } = agreement;
  const row = (
    what: string,
    { reviewed, verdicts, expected, low, high }: QualityReport["agreement"]["escapes"],
  ) => [what, verdicts, reviewed.of, reviewed.events, ...shareCells(reviewed), expected, low, high];
  return {
    id: "estimates",
    title: tables.estimates,
    columns: [
      text(c.what),
      count(c.verdicts),
      count(c.lookedAt),
      count(c.ofTheseWrong),
      share(c.share),
      share(c.atLeast),
      share(c.atMost),
      tenth(c.estimated),
      tenth(c.noFewer),
      tenth(c.noMore),
    ],
    rows: [
      [
        ...[rows.escapesSampled, sampled.passes, sampled.reviewed, sampled.wrong, sampled.share],
        ...[undefined, undefined, sampled.expected, sampled.low, sampled.high],
      ],
      row(rows.escapes, agreement.escapes),
      row(rows.falseRejects, agreement.falseRejects),
    ],
  };
}

function madeFrom(
  { madeFrom: m, agreement }: QualityReport,
  { columns: c, rows: r, tables }: ReportWords,
): ReportTable {
  const rows: Cell[][] = [
    [r.receivedFrom, m.from],
    [r.receivedBefore, m.to],
    [r.timeZone, m.timeZone],
    [c.recipe, m.recipe ?? r.all],
    [c.line, m.line ?? r.all],
    [c.inspections, m.inspections],
    [r.entries, m.inspections === 0 ? r.none : r.sequences(m.firstSequence ?? 0, m.lastSequence ?? 0)],
    [r.reviewed, agreement.reviewed],
    ...m.recipeVersions.map((v): Cell[] => [r.recipeVersion(v.id, v.version), r.inspections(v.inspections)]),
    ...m.recognizers.map((v): Cell[] => [
      r.recognizer(v.kind, v.model),
      r.modelVersion(v.version, v.inspections),
    ]),
    [r.chainHead, `${m.chainHead.sequence}:${m.chainHead.sha256}`],
  ];
  return { id: "made-from", title: tables.madeFrom, columns: [text(c.what), text(c.which)], rows };
}

function shareCells({ share, low, high }: Share): Cell[] {
  return [share, low, high];
}

import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Language } from "../domain/words/language.ts";
import type { ReportWords } from "../domain/words/report-en.ts";
import { type Words, wordsOf } from "../domain/words/words-of.ts";
import { formatCell } from "./format-cell.ts";
import { chartsOf, type ReportChart } from "./report-charts.ts";
import type { ReportTable, TableId } from "./report-table.ts";
import { tablesOf } from "./report-tables.ts";

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
  photos: ReportPhoto[];
  tables: ReportTable[];
};

/** `dataUrl` is absent where the photo is gone. */
export type ReportPhoto = { title: string; note: string; dataUrl?: string };

/** Small JPEGs of the report's examples, by the id of their inspection. */
export type ExamplePhotos = ReadonlyMap<string, Uint8Array>;

/** @param photos without them, examples are only listed */
export function layOutReport(
  report: QualityReport,
  language: Language,
  photos?: ExamplePhotos,
): ReportLayout {
  const { madeFrom: m } = report;
  const { report: words, common } = wordsOf(language);
  const tables = new Map(tablesOf(report, language).map((table) => [table.id, table]));
  const charts = chartsOf(report, language);
  const section = (
    title: string,
    notes: readonly string[],
    drawn: ReportChart | undefined | readonly (ReportChart | undefined)[],
    ...ids: TableId[]
  ): ReportSection => ({
    title,
    notes,
    photos: [],
    charts: [drawn].flat().flatMap((chart) => chart ?? []),
    tables: ids.flatMap((id) => tables.get(id) ?? []).filter((table) => table.rows.length > 0),
  });
  const { sections: s, about } = words;
  const what = [m.recipe ?? words.allRecipes, m.line ?? words.allLines].join(", ");
  return {
    title: words.title,
    subtitle: words.subtitle(what, shortTime(m.from), shortTime(m.to), m.timeZone),
    figures: figuresOf(report, words.figures, language),
    sections: [
      section(s.photos, [words.reconciliation(report.counts)], charts.verdicts, "photos", "groups"),
      {
        ...section(s.examples, [about.examples], undefined, "examples"),
        photos: photos ? report.examples.map((one) => photoOf(one, words, common, photos)) : [],
      },
      section(s.faults, [about.faults], charts.faults, "faults"),
      section(
        s.failRate,
        [stabilityOf(report, words.stability), ...about.marks],
        charts.failRate,
        "fail-rate",
      ),
      section(s.confidence, [about.confidence], charts.confidence, "confidence"),
      section(
        s.imageQuality,
        [about.imageQuality],
        [charts.brightness, charts.sharpness],
        "image-quality",
        "image-quality-periods",
      ),
      section(
        s.people,
        [agreementOf(report, words.agreement), about.estimates, about.sampling],
        undefined,
        ...(["people", "estimates", "sampling"] as const),
      ),
      section(s.time, [about.latency], charts.latency, "latency"),
      section(s.periods, [about.yield], undefined, "periods"),
      section(s.madeFrom, [about.source], undefined, "made-from"),
    ].filter(({ charts, tables }) => charts.length + tables.length > 0),
  };
}

function photoOf(
  { kind, inspectionId, recipe, widget, verdict, reasons }: QualityReport["examples"][number],
  { rows }: ReportWords,
  { verdicts }: Words["common"],
  photos: ExamplePhotos,
): ReportPhoto {
  const jpeg = photos.get(inspectionId);
  const said = reasons.length > 0 ? `: ${reasons.join("; ")}` : "";
  return {
    title: `${rows.kinds[kind]}: ${widget}`,
    note: `${recipe}, ${verdicts[verdict]}${said}${jpeg ? "" : `. ${rows.photoGone}`}`,
    ...(jpeg ? { dataUrl: `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}` } : {}),
  };
}

function figuresOf(
  { counts, firstPassYield: y, failRate, agreement: { escapes, sampled } }: QualityReport,
  words: ReportWords["figures"],
  language: Language,
): ReportLayout["figures"] {
  const marked = failRate.points.filter((p) => p.marks.length > 0).length;
  const isSampled = sampled.reviewed > 0;
  const estimate = isSampled ? sampled.expected : escapes.expected;
  const expected = estimate === undefined ? undefined : Math.round(estimate);
  const count = (value: number | undefined) => formatCell(value, "count", language);
  return [
    { name: words.received, value: count(counts.received), note: words.photos },
    {
      name: words.yield,
      value: formatCell(y.share, "share", language),
      note: y.of === 0 ? words.nothingInspected : words.interval(y),
    },
    { name: words.fail, value: count(counts.fail), note: words.forReview(counts.review) },
    { name: words.marks, value: count(marked), note: words.ofPeriods(failRate.points.length) },
    {
      name: words.escapes,
      value: count(expected),
      note: isSampled ? words.samplesLookedAt(sampled.reviewed) : lookedAtOf(escapes.reviewed.of, words),
    },
  ];
}

function lookedAtOf(passes: number, words: ReportWords["figures"]): string {
  return passes === 0 ? words.noPassLookedAt : words.passesLookedAt(passes);
}

function stabilityOf(
  { failRate: { points, center }, periodUnit }: QualityReport,
  words: ReportWords["stability"],
): string {
  const marked = points.filter((p) => p.marks.length > 0).length;
  if (center === undefined) return words.nothing;
  const rest = marked === 0 ? words.steady(periodUnit) : words.marked(marked, points.length, periodUnit);
  return `${words.rate(center)} ${rest}`;
}

function agreementOf(
  { agreement: { overruled, kappa } }: QualityReport,
  words: ReportWords["agreement"],
): string {
  if (overruled.of === 0) return words.nobody;
  return `${words.overruled(overruled)} ${kappa === undefined ? words.noKappa : words.kappa(kappa)}`;
}

function shortTime(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

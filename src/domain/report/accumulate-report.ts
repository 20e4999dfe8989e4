import { DateTime } from "luxon";
import type { ChainHead } from "../evidence.ts";
import type { Inspection, Verdict } from "../inspection.ts";
import { createAgreementTally } from "./agreement.ts";
import { createConfidenceTally } from "./confidence-tally.ts";
import { createExampleTally } from "./example-tally.ts";
import { compareTexts, createFaultTally } from "./fault-tally.ts";
import { createImageQualityTally } from "./image-quality-tally.ts";
import { createLatencyTally } from "./latency-tally.ts";
import { pChart } from "./p-chart.ts";
import { cutIntoPeriods, findPeriod, timeIn } from "./periods.ts";
import type { QualityReport } from "./quality-report.ts";
import { shareOf } from "./wilson-interval.ts";

/** `from` inclusive, `to` exclusive, ISO 8601; without an offset they are times of `timeZone`. */
export type ReportRange = {
  from: string;
  to: string;
  timeZone: string;
  recipe?: string | undefined;
  line?: string | undefined;
};

type Verdicts = Record<Verdict, number>;
type Group = Verdicts & { recipe: string; line: string };

/**
 * A report in the making: one inspection after the other, in any order, each once. What it keeps grows with recipes,
 * lines, parts and periods, not with inspections, so a million of them take no more memory than a thousand.
 * @throws PartproofError `invalid-input` for a range or time zone that is none
 */
export function accumulateReport(range: ReportRange) {
  const { unit, periods } = cutIntoPeriods(range, range.timeZone);
  const byPeriod = periods.map(noVerdicts);
  const groups = new Map<string, Group>();
  const recipeVersions = createRefTally<QualityReport["madeFrom"]["recipeVersions"][number]>();
  const recognizers = createRefTally<QualityReport["madeFrom"]["recognizers"][number]>();
  const [faults, latency, agreement] = [createFaultTally(), createLatencyTally(), createAgreementTally()];
  const confidence = createConfidenceTally(periods.length);
  const [imageQuality, examples] = [createImageQualityTally(), createExampleTally()];
  let [inspections, firstSequence, lastSequence] = [0, Number.POSITIVE_INFINITY, 0];

  return {
    /** @param isSample whether it was drawn at random for people to look at */
    add(inspection: Inspection, isSample = false): void {
      const period = findPeriod(periods, Date.parse(inspection.receivedAt));
      const verdicts = byPeriod[period];
      if (verdicts === undefined) return;
      const { verdict, recipe, recognizer, evidence } = inspection;
      inspections += 1;
      firstSequence = Math.min(firstSequence, evidence.sequence);
      lastSequence = Math.max(lastSequence, evidence.sequence);
      verdicts[verdict] += 1;
      groupOf(groups, recipe.id, inspection.source.line ?? "")[verdict] += 1;
      recipeVersions.add({ id: recipe.id, version: recipe.version, inspections: 0 });
      if (recognizer) recognizers.add({ ...recognizer, inspections: 0 });
      // What was no photo of a widget says nothing of parts and of how long a look takes.
      if (verdict === "rejected") return;
      faults.add(inspection);
      confidence.add(inspection, period);
      imageQuality.add(inspection, period);
      latency.add(inspection, period);
      agreement.add(inspection, isSample);
      examples.add(inspection);
    },

    /** @param known what the inspections themselves do not say; all of the same range */
    finish(known: { received: number; deadLetters: number; chainHead: ChainHead }): QualityReport {
      const verdicts = byPeriod.reduce(addVerdicts, noVerdicts());
      const { recipe, line, timeZone } = range;
      return {
        madeFrom: {
          from: isoOf(timeIn(timeZone, "from", range.from)),
          to: isoOf(timeIn(timeZone, "to", range.to)),
          timeZone,
          ...(recipe === undefined ? {} : { recipe }),
          ...(line === undefined ? {} : { line }),
          inspections,
          ...(inspections === 0 ? {} : { firstSequence, lastSequence }),
          recipeVersions: recipeVersions.sorted(),
          recognizers: recognizers.sorted(),
          chainHead: known.chainHead,
        },
        counts: {
          received: known.received,
          ...verdicts,
          deadLetters: known.deadLetters,
          inTheLine: Math.max(0, known.received - inspections - known.deadLetters),
        },
        firstPassYield: yieldOf(verdicts),
        groups: [...groups.values()]
          .sort((a, b) => compareTexts(a.recipe, b.recipe) || compareTexts(a.line, b.line))
          .map((group) => ({ ...group, firstPassYield: yieldOf(group) })),
        periodUnit: unit,
        periods: periods.map(({ fromMs, label }, i) => {
          const counted = byPeriod[i] ?? noVerdicts();
          const from = isoOf(DateTime.fromMillis(fromMs, { zone: timeZone }));
          return { from, label, ...counted, firstPassYield: yieldOf(counted) };
        }),
        faults: faults.finish(),
        failRate: pChart(byPeriod.map((v) => ({ inspected: inspectedOf(v), fails: v.fail }))),
        confidence: confidence.finish(),
        imageQuality: imageQuality.finish(),
        latency: latency.finish(),
        agreement: agreement.finish(verdicts),
        examples: examples.finish(),
      };
    },
  };
}

function noVerdicts(): Verdicts {
  return { pass: 0, fail: 0, review: 0, rejected: 0 };
}

function addVerdicts(a: Verdicts, b: Verdicts): Verdicts {
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    review: a.review + b.review,
    rejected: a.rejected + b.rejected,
  };
}

function inspectedOf({ pass, fail, review }: Verdicts): number {
  return pass + fail + review;
}

function yieldOf(verdicts: Verdicts) {
  return shareOf(verdicts.pass, inspectedOf(verdicts));
}

function groupOf(groups: Map<string, Group>, recipe: string, line: string): Group {
  const key = `${recipe}\n${line}`;
  const group = groups.get(key) ?? { recipe, line, ...noVerdicts() };
  groups.set(key, group);
  return group;
}

/** Counts inspections by what they refer to; in the order of the texts, the same on every machine. */
function createRefTally<Ref extends { inspections: number }>() {
  const counts = new Map<string, Ref>();
  return {
    add(ref: Ref): void {
      const key = JSON.stringify(ref);
      const known = counts.get(key) ?? ref;
      known.inspections += 1;
      counts.set(key, known);
    },
    sorted: (): Ref[] => [...counts].sort(([a], [b]) => compareTexts(a, b)).map(([, ref]) => ref),
  };
}

function isoOf(time: DateTime): string {
  return time.toISO() ?? "";
}

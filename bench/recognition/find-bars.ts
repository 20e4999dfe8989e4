import { type Bar, reportBar } from "./bars.ts";

/** What one trial with one seed came to; shares from 0 to 1, `escapes` in photos. */
export type FindFigures = {
  name: string;
  mAP50: number;
  mAP50_95: number;
  countExact: number;
  slots?: { right: number; escapes: number; reviewed: number; falselyFailed: number };
};

type FindBar = Bar & { set: string; figure(figures: FindFigures): number | undefined };

const BARS: readonly FindBar[] = [
  least("screws4, 8 photos", "slots right", 0.995, ({ slots }) => slots?.right, 0.99),
  most("screws4, 8 photos", "photos with a missing screw passed", 0, ({ slots }) => slots?.escapes),
  most(
    "screws4, 8 photos",
    "photos for review or falsely failed",
    0.03,
    ({ slots }) => slots && slots.reviewed + slots.falselyFailed,
  ),
  least("fastener_kit, 70", "mAP50", 0.95, ({ mAP50 }) => mAP50),
  least("fastener_kit, 70", "mAP50-95", 0.7, ({ mAP50_95 }) => mAP50_95),
  least("fastener_kit, 70", "counts exact", 0.85, ({ countExact }) => countExact),
  least("fastener_kit, first 20", "mAP50", 0.85, ({ mAP50 }) => mAP50),
  least("bottle_caps, 10", "mAP50", 0.95, ({ mAP50 }) => mAP50),
];

/** A line a bar, over all draws and seeds of its set. */
export function reportFindBars(results: readonly FindFigures[]): void {
  for (const { set, figure, ...bar } of BARS)
    reportBar(
      bar,
      results.filter(({ name }) => name.startsWith(set)).flatMap((figures) => figure(figures) ?? []),
    );
}

function least(set: string, what: string, mean: number, figure: FindBar["figure"], worst = mean): FindBar {
  return { set, name: `${set}, find: ${what}`, side: "least", mean, worst, figure };
}

function most(set: string, what: string, mean: number, figure: FindBar["figure"]): FindBar {
  return { set, name: `${set}, find: ${what}`, side: "most", mean, figure };
}

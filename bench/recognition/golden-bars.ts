import { reportBar } from "./bars.ts";
import type { GoldenResult, Tally } from "./golden-tally.ts";

type Bar = {
  set: string;
  what: string;
  /** `least`: the figure must reach the bar; `most`: it must not exceed it. */
  side: "least" | "most";
  mean: number;
  worst: number;
  figure(tally: Tally): number;
};

const share = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole);
const BARS: readonly Bar[] = [
  bar("screws4, 8", "slots right", "least", 0.995, 0.99, (t) => share(t.right, t.places)),
  bar("screws4, 8", "photos with a missing screw passed", "most", 0, 0, (t) => t.escapes),
  bar("screws4, 8", "photos for review or falsely failed", "most", 0.03, 0.03, (t) =>
    share(t.reviewed + t.falselyFailed, t.photos),
  ),
  bar("toy_parts, 10", "parts right", "least", 0.98, 0.98, (t) => share(t.right, t.places)),
  bar("toy_parts, 10", "missing parts passed", "most", 0, 0, (t) => t.missingPassed),
  bar("board, 3", "missing parts found", "least", 0.99, 0.99, (t) => share(t.missingFound, t.missing)),
  bar("board, 3", "false rejects of parts", "most", 0.005, 0.005, (t) => share(t.falseRejects, t.present)),
  bar("", "photos of other things judged", "most", 0, 0, (t) => t.foreignJudged),
];

function bar(
  set: string,
  what: string,
  side: Bar["side"],
  mean: number,
  worst: number,
  figure: Bar["figure"],
): Bar {
  return { set, what, side, mean, worst, figure };
}

/** One line a bar, over the trials of its set. */
export function printBars(results: readonly GoldenResult[]): void {
  for (const { set, what, side, mean, worst, figure } of BARS) {
    const figures = results.filter(({ name }) => name.startsWith(set)).map(({ tally }) => figure(tally));
    const name = `${set === "" ? "all sets" : set}, golden: ${what}`;
    reportBar({ name, side, mean, worst }, figures);
  }
}

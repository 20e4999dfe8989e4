/** What a figure has to reach: the mean over draws, and the worst of them. */
export type Bar = {
  /** The set, how it was taught, and what is measured. */
  name: string;
  /** `least`: the figure must reach the bar; `most`: it must not exceed it. */
  side: "least" | "most";
  mean: number;
  /** Default: the same as `mean`. */
  worst?: number;
};

/** A bar with its figures, as it goes from a benchmark to the table of all. */
export type BarResult = { name: string; mustReach: string; measured: string; reached: boolean };

/**
 * Prints one line: the mean and the worst of the figures, and whether both reach the bar. Where another process
 * started the benchmark to print all bars in one table, it gets the result too.
 * @param figures one a draw; none where the data is not here, and then nothing is said
 */
export function reportBar(bar: Bar, figures: readonly number[]): void {
  if (figures.length === 0) return;
  const result = compareWithBar(bar, figures);
  console.log(
    `bar ${result.reached ? "reached" : "MISSED"} ${result.name}: ${result.measured} (${result.mustReach})`,
  );
  process.send?.(result);
}

function compareWithBar({ name, side, mean, worst = mean }: Bar, figures: readonly number[]): BarResult {
  const average = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const extreme = side === "least" ? Math.min(...figures) : Math.max(...figures);
  const reached =
    side === "least" ? average >= mean && extreme >= worst : average <= mean && extreme <= worst;
  const sign = side === "least" ? "≥" : "≤";
  const measured =
    figures.length === 1
      ? show(average)
      : `mean ${show(average)}, worst ${show(extreme)} of ${figures.length}`;
  const mustReach = worst === mean ? `${sign} ${mean}` : `mean ${sign} ${mean}, worst ${sign} ${worst}`;
  return { name, mustReach, measured, reached };
}

/** One line a bar, in Markdown, to be read or pasted. */
export function tableOf(results: readonly BarResult[]): string {
  const rows = results.map(({ name, mustReach, measured, reached }) => [
    name,
    mustReach,
    measured,
    reached ? "yes" : "NO",
  ]);
  const lines = [["bar", "must reach", "measured", "reached"], ["---", "---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function show(figure: number): string {
  return Math.abs(figure) < 10 ? String(Number(figure.toFixed(4))) : figure.toFixed(1);
}

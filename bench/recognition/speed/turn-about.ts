import { performance } from "node:perf_hooks";
import { median } from "../../bench-home.ts";

/**
 * Times several ways to do a thing turn about (A B C A B C …), so that a busy machine slows all alike. A way that
 * resolves to a number has timed itself, in milliseconds.
 * @returns the median of each, in milliseconds, in order
 */
export async function turnAbout(
  ways: readonly ((turn: number) => Promise<unknown>)[],
  { turns, warmUp }: { turns: number; warmUp: number },
): Promise<number[]> {
  const times = ways.map((): number[] => []);
  for (let turn = -warmUp; turn < turns; turn++)
    for (const [at, way] of ways.entries()) {
      const start = performance.now();
      const own = await way(turn + warmUp);
      const took = performance.now() - start;
      if (turn >= 0) times[at]?.push(typeof own === "number" ? own : took);
    }
  return times.map(median);
}

import type { InspectionBody } from "../domain/inspection.ts";

type Timings = InspectionBody["timingsMs"];

export type Stopwatch = ReturnType<typeof startStopwatch>;

/** Times the stages of one inspection, in milliseconds with a resolution of a tenth. */
export function startStopwatch() {
  const startedAt = performance.now();
  let lapStartedAt = startedAt;
  const laps: Timings = { decode: 0, recognize: 0, judge: 0, annotate: 0, store: 0, total: 0 };

  return {
    lap(stage: Exclude<keyof Timings, "total">): void {
      const now = performance.now();
      laps[stage] = tenths(now - lapStartedAt);
      lapStartedAt = now;
    },
    timings(): Timings {
      return { ...laps, total: tenths(performance.now() - startedAt) };
    },
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

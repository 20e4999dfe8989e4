import { DDSketch } from "@datadog/sketches-js";
import { z } from "zod";
import type { Inspection } from "../inspection.ts";

const quantilesSchema = z.object({
  photos: z.int().min(1),
  p50: z.number().min(0),
  p95: z.number().min(0),
  p99: z.number().min(0),
  max: z.number().min(0),
});
type Quantiles = z.infer<typeof quantilesSchema>;

export const latencySchema = z.object({
  inspect: quantilesSchema.optional().describe("Decode to store, in milliseconds."),
  wait: quantilesSchema.optional().describe("Receipt to verdict, waiting included, in milliseconds."),
  byPeriod: z.array(quantilesSchema.extend({ period: z.int().min(0) })).describe("Of `inspect`."),
});
export type Latency = z.infer<typeof latencySchema>;

/** Quantiles are within 1 % of the true ones (DDSketch: Masson, Rim, Lee, PVLDB 12, 2019), in a few KB each. */
const RELATIVE_ACCURACY = 0.01;

export function createLatencyTally() {
  const inspect = new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
  const wait = new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
  const periods: DDSketch[] = [];

  return {
    add({ timingsMs, receivedAt, inspectedAt }: Timed, period: number): void {
      const sketch = periods[period] ?? new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
      periods[period] = sketch;
      inspect.accept(timingsMs.total);
      sketch.accept(timingsMs.total);
      // Two clocks may disagree by a little; nobody waited less than no time.
      wait.accept(Math.max(0, Date.parse(inspectedAt) - Date.parse(receivedAt)));
    },

    finish(): Latency {
      const [all, waited] = [quantilesOf(inspect), quantilesOf(wait)];
      return {
        ...(all === undefined ? {} : { inspect: all }),
        ...(waited === undefined ? {} : { wait: waited }),
        byPeriod: periods.flatMap((sketch, period) => {
          const quantiles = quantilesOf(sketch);
          return quantiles === undefined ? [] : [{ period, ...quantiles }];
        }),
      };
    },
  };
}

type Timed = Pick<Inspection, "timingsMs" | "receivedAt" | "inspectedAt">;

function quantilesOf(sketch: DDSketch): Quantiles | undefined {
  if (sketch.count === 0) return undefined;
  const at = (quantile: number) => Math.max(0, Math.min(sketch.max, sketch.getValueAtQuantile(quantile)));
  return { photos: sketch.count, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sketch.max };
}

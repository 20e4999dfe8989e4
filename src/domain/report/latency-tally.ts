import { build } from "hdr-histogram-js";
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

/** A histogram (HdrHistogram, Gil Tene) keeps counts of whole numbers: these are tenths of a millisecond. */
const UNITS_A_MS = 10;
/** Longer than that is counted as that; it would be the third day in the line. */
const LONGEST_MS = 48 * 3_600_000;

/** Quantiles are within 1 % of the true ones, in some ten KB however many photos there are. */
export function createLatencyTally() {
  const [inspect, wait] = [createQuantiles(), createQuantiles()];
  const periods: ReturnType<typeof createQuantiles>[] = [];

  return {
    add({ timingsMs, receivedAt, inspectedAt }: Timed, period: number): void {
      const ofPeriod = periods[period] ?? createQuantiles();
      periods[period] = ofPeriod;
      inspect.add(timingsMs.total);
      ofPeriod.add(timingsMs.total);
      // Two clocks may disagree by a little; nobody waited less than no time.
      wait.add(Math.max(0, Date.parse(inspectedAt) - Date.parse(receivedAt)));
    },

    finish(): Latency {
      const [all, waited] = [inspect.finish(), wait.finish()];
      return {
        ...(all === undefined ? {} : { inspect: all }),
        ...(waited === undefined ? {} : { wait: waited }),
        // flatMap passes over the holes of periods without a photo.
        byPeriod: periods.flatMap((ofPeriod, period) => {
          const quantiles = ofPeriod.finish();
          return quantiles === undefined ? [] : [{ period, ...quantiles }];
        }),
      };
    },
  };
}

type Timed = Pick<Inspection, "timingsMs" | "receivedAt" | "inspectedAt">;

function createQuantiles() {
  const histogram = build({
    bitBucketSize: 32,
    autoResize: true,
    lowestDiscernibleValue: 1,
    numberOfSignificantValueDigits: 2,
  });
  let [photos, max] = [0, 0];
  return {
    add(ms: number): void {
      photos += 1;
      max = Math.max(max, ms);
      histogram.recordValue(Math.round(Math.min(ms, LONGEST_MS) * UNITS_A_MS));
    },
    finish(): Quantiles | undefined {
      if (photos === 0) return undefined;
      const at = (percentile: number) =>
        Math.min(max, histogram.getValueAtPercentile(percentile) / UNITS_A_MS);
      return { photos, p50: at(50), p95: at(95), p99: at(99), max };
    },
  };
}

import { z } from "zod";
import type { Inspection } from "../inspection.ts";
import { compareTexts } from "./fault-tally.ts";
import {
  combineMoments,
  describeMoments,
  type Moments,
  momentsOf,
  momentsSchema,
  NO_MOMENTS,
} from "./moments.ts";
import { Z_95 } from "./wilson-interval.ts";

export const partConfidenceSchema = z.object({
  part: z.string(),
  ...momentsSchema.shape,
  byPeriod: z.array(momentsSchema.extend({ period: z.int().min(0) })),
  drift: z
    .object({
      change: z.number(),
      low: z.number(),
      high: z.number(),
      marked: z.boolean().describe("The interval leaves 0 out, and the change is at least 0.02."),
    })
    .optional()
    .describe("Last third of the range minus first third, with 95 % confidence; absent where one is empty."),
});
export type PartConfidence = z.infer<typeof partConfidenceSchema>;

/** A smaller change is real in many photos and means nothing to anybody. */
const WORTH_A_MARK = 0.02;

/**
 * How sure the recognizer was of each part, over time: the weakest detection that was counted, of each photo.
 * Keeps three numbers for each part and period, however many photos there are.
 */
export function createConfidenceTally(periodCount: number) {
  const parts = new Map<string, Moments[]>();

  return {
    add({ findings }: Pick<Inspection, "findings">, period: number): void {
      for (const { label, name, confidence } of findings) {
        if (confidence === undefined) continue;
        const part = name ?? label;
        const moments = parts.get(part) ?? [];
        moments[period] = combineMoments(moments[period] ?? NO_MOMENTS, momentsOf(confidence));
        parts.set(part, moments);
      }
    },

    finish(): PartConfidence[] {
      return [...parts]
        .sort(([a], [b]) => compareTexts(a, b))
        .map(([part, moments]) => {
          const drift = driftOf(moments, periodCount);
          return {
            part,
            ...describeMoments(moments.reduce(combineMoments, NO_MOMENTS)),
            // flatMap passes over the holes of periods without a photo.
            byPeriod: moments.flatMap((m, period) => ({ period, ...describeMoments(m) })),
            ...(drift === undefined ? {} : { drift }),
          };
        });
    },
  };
}

/** The difference of two means with the standard error of Welch: the thirds may vary differently. */
function driftOf(moments: readonly Moments[], periodCount: number): PartConfidence["drift"] {
  const third = Math.max(1, Math.floor(periodCount / 3));
  if (periodCount < 2) return undefined;
  const first = moments.slice(0, third).reduce(combineMoments, NO_MOMENTS);
  const last = moments.slice(periodCount - third).reduce(combineMoments, NO_MOMENTS);
  if (first.n < 2 || last.n < 2) return undefined;
  const error = Math.sqrt(first.variance / (first.n - 1) + last.variance / (last.n - 1));
  const change = last.mean - first.mean;
  const [low, high] = [change - Z_95 * error, change + Z_95 * error];
  return { change, low, high, marked: (low > 0 || high < 0) && Math.abs(change) >= WORTH_A_MARK };
}

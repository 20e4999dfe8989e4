import { combineMeans, combineVariances } from "simple-statistics";
import { z } from "zod";

export const momentsSchema = z.object({
  photos: z.int().min(1),
  mean: z.number(),
  deviation: z.number().min(0),
});

/** Number of values, their mean, and their variance (n in the denominator). */
export type Moments = { n: number; mean: number; variance: number };

export const NO_MOMENTS: Moments = { n: 0, mean: 0, variance: 0 };

export function momentsOf(value: number): Moments {
  return { n: 1, mean: value, variance: 0 };
}

export function combineMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  return {
    n: a.n + b.n,
    mean: combineMeans(a.mean, a.n, b.mean, b.n),
    variance: combineVariances(a.variance, a.mean, a.n, b.variance, b.mean, b.n),
  };
}

/** As a report shows them. */
export function describeMoments({ n, mean, variance }: Moments): z.infer<typeof momentsSchema> {
  return { photos: n, mean, deviation: Math.sqrt(Math.max(0, variance)) };
}

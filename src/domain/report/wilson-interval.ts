import { z } from "zod";

/**
 * How often something happened in how many, and where its true share lies with 95 % confidence.
 * `share` is absent where there was nothing to count: then nothing is known, and the interval is 0 to 1.
 */
export const shareSchema = z.object({
  events: z.int().min(0),
  of: z.int().min(0),
  share: z.number().min(0).max(1).optional(),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
});
export type Share = z.infer<typeof shareSchema>;

/** The normal quantile at 0.975. Written out: `probit` of simple-statistics is off in the third digit. */
export const Z_95 = 1.959963984540054;

/**
 * The score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22,
 * 1927). Unlike share ± 2 standard errors it stays inside 0 to 1 and holds for few photos and for shares near 0 or 1,
 * which is where a line lives.
 */
export function shareOf(events: number, of: number): Share {
  if (of === 0) return { events, of, low: 0, high: 1 };
  const share = events / of;
  const square = Z_95 ** 2;
  const center = (share + square / (2 * of)) / (1 + square / of);
  const half = (Z_95 / (1 + square / of)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of ** 2));
  // At the ends the formula is exact, but its rounding is not.
  return {
    events,
    of,
    share,
    low: events === 0 ? 0 : Math.max(0, center - half),
    high: events === of ? 1 : Math.min(1, center + half),
  };
}

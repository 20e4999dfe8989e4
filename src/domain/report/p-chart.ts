import { z } from "zod";
import { markPoints, markSchema } from "./western-electric.ts";

export const pChartSchema = z.object({
  center: z.number().min(0).max(1).optional().describe("Fail rate over all periods; absent without a photo."),
  points: z.array(
    z.object({
      period: z.int().min(0).describe("Index into `periods`."),
      inspected: z.int().min(1),
      fails: z.int().min(0),
      failRate: z.number().min(0).max(1),
      lower: z.number().min(0).max(1).describe("Lower control limit of this period."),
      upper: z.number().min(0).max(1).describe("Upper control limit of this period."),
      marks: z.array(markSchema),
    }),
  ),
});
export type PChart = z.infer<typeof pChartSchema>;

const LIMIT_SIGMAS = 3;

/**
 * The p-chart of Shewhart: the fail rate of each period against limits of three standard errors around the rate of
 * all periods. The fewer photos a period has, the wider its limits. Periods without a photo have no point.
 */
export function pChart(periods: readonly { inspected: number; fails: number }[]): PChart {
  const filled = periods.flatMap(({ inspected, fails }, period) =>
    inspected === 0 ? [] : [{ period, inspected, fails, failRate: fails / inspected }],
  );
  const inspected = filled.reduce((sum, point) => sum + point.inspected, 0);
  if (inspected === 0) return { points: [] };
  const center = filled.reduce((sum, point) => sum + point.fails, 0) / inspected;
  const errors = filled.map((point) => Math.sqrt((center * (1 - center)) / point.inspected));
  // Where every photo failed, or none, nothing varies and nothing can be marked.
  const marks = markPoints(filled.map((point, i) => (errors[i] ? (point.failRate - center) / errors[i] : 0)));
  return {
    center,
    points: filled.map((point, i) => {
      const reach = LIMIT_SIGMAS * (errors[i] ?? 0);
      return {
        ...point,
        lower: Math.max(0, center - reach),
        upper: Math.min(1, center + reach),
        marks: marks[i] ?? [],
      };
    }),
  };
}

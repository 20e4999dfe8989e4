import { z } from "zod";
import { recipeRefSchema, recognizerRefSchema } from "../inspection.ts";
import { agreementSchema } from "./agreement.ts";
import { partConfidenceSchema } from "./confidence-tally.ts";
import { exampleSchema } from "./example-tally.ts";
import { faultSchema } from "./fault-tally.ts";
import { imageQualityDriftSchema } from "./image-quality-tally.ts";
import { latencySchema } from "./latency-tally.ts";
import { pChartSchema } from "./p-chart.ts";
import { shareSchema } from "./wilson-interval.ts";

const count = z.int().min(0);

const countsSchema = z.object({
  received: count,
  pass: count,
  fail: count,
  review: count,
  rejected: count,
  deadLetters: count,
  inTheLine: z
    .int()
    .describe("Received, but neither judged nor dead. Below 0 never; above 0 after the range: an alarm."),
});

const verdictsSchema = countsSchema.pick({ pass: true, fail: true, review: true, rejected: true });

/** Everything a report says, before it has a form. Shares and confidences are 0 to 1, times are milliseconds. */
export const qualityReportSchema = z.object({
  madeFrom: z.object({
    from: z.iso.datetime({ offset: true }).describe("Received at or after."),
    to: z.iso.datetime({ offset: true }).describe("Received before."),
    timeZone: z.string(),
    recipe: z.string().optional(),
    line: z.string().optional(),
    inspections: count,
    firstSequence: z.int().optional().describe("Lowest place in the chain of evidence."),
    lastSequence: z.int().optional(),
    recipeVersions: z.array(recipeRefSchema.extend({ inspections: count })),
    recognizers: z.array(recognizerRefSchema.extend({ inspections: count })),
    chainHead: z.object({ sequence: count, sha256: z.string() }),
  }),
  counts: countsSchema,
  firstPassYield: shareSchema.describe("pass of (pass + fail + review)."),
  groups: z
    .array(verdictsSchema.extend({ recipe: z.string(), line: z.string(), firstPassYield: shareSchema }))
    .describe("By recipe and line; the line is empty where nobody said."),
  periodUnit: z.enum(["hour", "day", "week", "month"]),
  periods: z.array(
    verdictsSchema.extend({
      from: z.iso.datetime({ offset: true }),
      label: z.string(),
      firstPassYield: shareSchema,
    }),
  ),
  faults: z.array(faultSchema),
  failRate: pChartSchema,
  confidence: z.array(partConfidenceSchema),
  imageQuality: z.array(imageQualityDriftSchema).describe("By recipe and measure."),
  latency: latencySchema,
  agreement: agreementSchema,
  examples: z.array(exampleSchema).describe("Photos that are worth a look; HTML and PDF show them."),
});
export type QualityReport = z.infer<typeof qualityReportSchema>;

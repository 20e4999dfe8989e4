import { z } from "zod";
import { problemsOf } from "./describe-problem.ts";
import {
  decisionSchema,
  findingSchema,
  type Inspection,
  recipeRefSchema,
  verdictSchema,
} from "./inspection.ts";
import { holdingDecision } from "./review/holding-decision.ts";

/** More than fit into a row; the inspection itself has all of them. */
const MOST_FAULTS = 5;

const faultSchema = findingSchema.pick({ label: true, name: true, state: true, expected: true, seen: true });

/** One inspection as a row of a list or a live event: about half a kilobyte, without boxes, detections and timings. */
export const inspectionSummarySchema = z.object({
  id: z.string(),
  sequence: z.int().describe("Of its entry in the evidence chain."),
  verdict: verdictSchema,
  recipe: recipeRefSchema,
  line: z.string().optional(),
  station: z.string().optional(),
  serial: z.string().optional(),
  lot: z.string().optional(),
  fileName: z.string(),
  receivedAt: z.iso.datetime(),
  inspectedAt: z.iso.datetime(),
  faults: z.array(faultSchema).max(MOST_FAULTS).describe("What is not as expected, the worst first."),
  faultCount: z.int().describe("How many there are in all."),
  rejectReason: z.string().optional(),
  hasAnalyzed: z.boolean().describe("Whether there is a marked-up photo."),
  decided: decisionSchema
    .pick({ decision: true, verdict: true, by: true, at: true })
    .optional()
    .describe("The last decision that nobody took back, where there is one."),
});
export type InspectionSummary = z.infer<typeof inspectionSummarySchema>;

export function summaryOf(inspection: Inspection): InspectionSummary {
  const { id, verdict, recipe, source, receivedAt, inspectedAt, rejectReason, evidence } = inspection;
  const { line, station, serial, lot, fileName } = source;
  const problems = problemsOf(inspection);
  const last = holdingDecision(inspection);
  return {
    id,
    sequence: evidence.sequence,
    verdict,
    recipe: { id: recipe.id, version: recipe.version },
    ...given({ line, station, serial, lot }),
    fileName,
    receivedAt,
    inspectedAt,
    faults: problems.slice(0, MOST_FAULTS).map(({ label, name, state, expected, seen }) => ({
      label,
      ...given({ name }),
      state,
      expected,
      seen,
    })),
    faultCount: problems.length,
    ...given({ rejectReason }),
    hasAnalyzed: evidence.analyzedKey !== undefined,
    ...(last && {
      decided: { decision: last.decision, verdict: last.verdict, by: last.by, at: last.at },
    }),
  };
}

function given<T extends Record<string, string | undefined>>(fields: T): { [K in keyof T]?: string } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: string };
}

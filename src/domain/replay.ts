import { z } from "zod";
import { isUnconfirmedPass, type Replayed } from "./compare-replay.ts";
import { detectionSchema } from "./detection.ts";
import { decisionSchema, findingSchema, recipeRefSchema, sourceSchema, verdictSchema } from "./inspection.ts";
import { recipeSchema } from "./recipe.ts";
import { holdingDecision } from "./review/holding-decision.ts";

const againstPeopleSchema = z.object({
  agree: z.int(),
  escapes: z.int().describe("Passes that people call bad."),
  falseRejects: z.int().describe("Fails that people call good."),
  review: z.int(),
});

const tallySchema = z.object({
  replayed: z.int(),
  byStoredDetections: z.int().describe("Judged by what was seen then; the others were looked at again."),
  flips: z.int(),
  decided: z.int().describe("On so many somebody decided; the last decision counts."),
  before: againstPeopleSchema,
  after: againstPeopleSchema,
  unconfirmedPasses: z.int().describe("Did not pass then, pass now, and nobody said that they are good."),
  skipped: z.int().describe("Could not be judged anew: rejected files, photos that are gone."),
});

/** A replay that runs beside other work, or has ended. */
export const replaySchema = z.object({
  id: z.string(),
  state: z.enum(["running", "done", "failed", "stopped"]),
  recipe: recipeSchema,
  range: z.object({ from: z.string().optional(), to: z.string().optional(), line: z.string().optional() }),
  limit: z.int().describe("At most so many inspections, the newest."),
  by: z.string().describe("Who asked for it."),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  total: z.int().describe("Inspections to be judged anew, as counted at the start."),
  tally: tallySchema,
  worse: z.boolean().optional().describe("Once it is done: whether publishing needs a reason."),
  reasons: z.array(z.string()).optional().describe("What got worse, for a person."),
  failure: z.string().optional().describe("Why it failed, for a person."),
});
export type Replay = z.infer<typeof replaySchema>;

/** One verdict that another recipe flips. */
export const flipSchema = z.object({
  inspectionId: z.string(),
  receivedAt: z.iso.datetime(),
  source: sourceSchema,
  by: z.enum(["stored-detections", "photo"]),
  before: z.object({ recipe: recipeRefSchema, verdict: verdictSchema, reasons: z.array(z.string()) }),
  after: z.object({
    verdict: verdictSchema,
    reasons: z.array(z.string()),
    findings: z.array(findingSchema),
  }),
  detections: z.array(detectionSchema).describe("What was judged now: seen then, or seen again."),
  decision: decisionSchema.optional().describe("The last decision of a person that holds."),
  agrees: z.boolean().optional().describe("Whether the verdict of now is what that person said."),
  unconfirmed: z.boolean().describe("Passes now, and nobody said that the widget is good."),
});
export type Flip = z.infer<typeof flipSchema>;

export function flipOf(replayed: Replayed): Flip {
  const { inspection, now, by, detections } = replayed;
  const { id, receivedAt, source, recipe, verdict, reasons } = inspection;
  const decision = holdingDecision(inspection);
  return {
    inspectionId: id,
    receivedAt,
    source,
    by,
    before: { recipe, verdict, reasons },
    after: { verdict: now.verdict, reasons: now.reasons, findings: now.findings },
    detections: [...detections],
    ...(decision ? { decision, agrees: decision.verdict === now.verdict } : {}),
    unconfirmed: isUnconfirmedPass(replayed),
  };
}

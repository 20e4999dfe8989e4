import { z } from "zod";
import { boxSchema, detectionSchema } from "./detection.ts";
import { heatMapSchema } from "./heat-map.ts";
import { imageQualitySchema } from "./image-quality.ts";
import { nameSchema } from "./recipe.ts";
import { textLineSchema } from "./text-line.ts";

/** Free text from a camera or a file name: kept as it came, but bounded and without control characters. */
const traceSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, "text without control characters");

/** Where a photo came from, as far as anybody said. */
export const sourceSchema = z.strictObject({
  line: nameSchema.optional(),
  station: traceSchema.optional(),
  camera: traceSchema.optional(),
  serial: traceSchema.optional(),
  lot: traceSchema.optional(),
  fileName: z.string().max(1024).describe("As delivered; never used as a path."),
});
export type Source = z.infer<typeof sourceSchema>;

export const findingStateSchema = z.enum(["present", "missing", "extra", "misplaced", "uncertain"]);
export type FindingState = z.infer<typeof findingStateSchema>;

/** One part of the recipe compared with the detections. `expected.max` is absent where there is no upper limit. */
export const findingSchema = z.object({
  label: z.string(),
  name: z.string().optional(),
  state: findingStateSchema,
  expected: z.union([z.int(), z.object({ min: z.int(), max: z.int().optional() })]),
  seen: z.int().describe("Detections sure enough to count."),
  unsure: z.int().describe("Detections inside the review band."),
  confidence: z.number().optional().describe("The weakest detection that was counted."),
  place: boxSchema.optional().describe("Where the part belongs, if the recipe says."),
  boxes: z.array(boxSchema).describe("The detections this finding speaks of."),
  text: z
    .object({ expected: z.string(), lines: z.array(textLineSchema) })
    .optional()
    .describe("Where the finding is about text: what was expected, and what was read."),
});
export type Finding = z.infer<typeof findingSchema>;

export const verdictSchema = z.enum(["pass", "fail", "review", "rejected"]);
export type Verdict = z.infer<typeof verdictSchema>;

export const recipeRefSchema = z.object({ id: z.string(), version: z.int() });
export const recognizerRefSchema = z.object({ kind: z.string(), model: z.string(), version: z.string() });
export type RecognizerRef = z.infer<typeof recognizerRefSchema>;

export const timingsSchema = z.object({
  decode: z.number(),
  recognize: z.number(),
  judge: z.number(),
  annotate: z.number(),
  store: z.number(),
  total: z.number(),
});

/** What is sealed when a photo has gone through. Everything here is final; a disposition comes beside it. */
export const inspectionBodySchema = z.object({
  id: z.string().describe("ULID, given when the photo was received."),
  imageSha256: z.string(),
  receivedAt: z.iso.datetime(),
  inspectedAt: z.iso.datetime(),
  source: sourceSchema,
  recipe: recipeRefSchema.extend({ version: z.int().min(0).describe("0: no such recipe was published.") }),
  recognizer: recognizerRefSchema.optional(),
  textReader: recognizerRefSchema.optional().describe("Who read texts, where some had to be read."),
  imageQuality: imageQualitySchema.optional().describe("Absent in records from before it was measured."),
  detections: z.array(detectionSchema),
  heatMap: heatMapSchema.optional().describe("Where a finding speaks of something unusual."),
  findings: z.array(findingSchema),
  verdict: verdictSchema,
  reasons: z.array(z.string()),
  rejectReason: z.string().optional(),
  timingsMs: timingsSchema,
  originalKey: z.string(),
  analyzedKey: z.string().optional(),
  analyzedSha256: z.string().optional(),
  retainUntil: z.iso.datetime(),
});
export type InspectionBody = z.infer<typeof inspectionBodySchema>;

/** Who said something about an inspection, when and why. */
const saidSchema = z.object({
  inspectionId: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  reason: z.string().min(1).max(2000),
});

/** A person's decision on an inspection. It never erases the verdict. */
export const decisionSchema = saidSchema.extend({
  decision: z.enum(["agree", "overrule"]),
  verdict: z.enum(["pass", "fail"]).describe("What the person says the widget is."),
});
export type Decision = z.infer<typeof decisionSchema>;

/** Takes back the last decision that holds. Both stay in the chain. */
const withdrawalSchema = saidSchema.extend({ decision: z.literal("withdrawn") });
export type Withdrawal = z.infer<typeof withdrawalSchema>;

/** What a person said about an inspection; which decision counts is told by `holdingDecision`. */
export const dispositionSchema = z.discriminatedUnion("decision", [decisionSchema, withdrawalSchema]);
export type Disposition = z.infer<typeof dispositionSchema>;

export const evidenceSchema = z.object({
  sequence: z.int(),
  originalKey: z.string(),
  analyzedKey: z.string().optional(),
  recordSha256: z.string(),
  previousSha256: z.string(),
  retainUntil: z.iso.datetime(),
});

/** The record of one photo going through, as the API and the CLI show it. */
export const inspectionSchema = inspectionBodySchema
  .omit({ originalKey: true, analyzedKey: true, analyzedSha256: true, retainUntil: true })
  .extend({ evidence: evidenceSchema, dispositions: z.array(dispositionSchema) });
export type Inspection = z.infer<typeof inspectionSchema>;

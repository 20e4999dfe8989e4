import { z } from "zod";
import { boxSchema } from "./detection.ts";
import { PartproofError } from "./errors.ts";
import { describeFaults } from "./faults.ts";
import { nameSchema } from "./name.ts";
import { quietHoursSchema } from "./rules/quiet-hours.ts";
import { ruleSchema } from "./rules/rule.ts";
import { textRuleSchema } from "./text-rule.ts";
import { contactSchema, recipientSchema } from "./words/reader.ts";

export { nameSchema };

const labelSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]+$/u, "a label without control characters");

const countSchema = z.union([
  z.int().min(0).max(10_000),
  z
    .strictObject({ min: z.int().min(0).max(10_000), max: z.int().min(0).max(10_000).optional() })
    .refine((c) => c.max === undefined || c.min <= c.max, { message: "min is at most max" }),
]);

const partSchema = z.strictObject({
  label: labelSchema.describe("What the recognizer calls the part."),
  name: labelSchema
    .optional()
    .describe("What people call this one, such as 'screw, top left'. Default: the label."),
  count: countSchema.default(1).describe("How many must be seen: exactly n, or { min, max }."),
  minConfidence: z.number().min(0).max(1).optional().describe("Overrides the recipe's minConfidence."),
  place: z
    .strictObject({
      box: boxSchema.describe("Where the part belongs, in fractions of the image."),
      tolerance: z
        .number()
        .min(0)
        .max(1)
        .default(0.05)
        .describe("How far off its center may be, as a fraction."),
    })
    .optional(),
  text: textRuleSchema
    .optional()
    .describe("What must be printed on it, read at its place, or else wherever it is seen."),
});

const whenSchema = z.enum(["every", "fail-and-review", "never"]);

const notifySchema = z.strictObject({
  to: z
    .array(recipientSchema)
    .max(50)
    .default([])
    .describe("Who gets mail: an address, or { address, language, timeZone } for who reads otherwise."),
  when: whenSchema
    .default("fail-and-review")
    .describe("`every`: one mail an inspection; `fail-and-review`: passes are counted in the shift summary."),
  // Optional and not defaulted: recipes that were published before must stay the same, byte for byte.
  channels: z
    .array(
      z.strictObject({
        name: nameSchema.describe("As the settings of the server call the channel."),
        when: whenSchema.optional().describe("Default: the same as for mail."),
      }),
    )
    .max(8)
    .refine((channels) => new Set(channels.map(({ name }) => name)).size === channels.length, {
      message: "each channel once",
    })
    .optional()
    .describe("Who else is told: webhooks, chats, MQTT."),
  contact: contactSchema.optional().describe("Whom to ask, shown in messages. Default: as the settings say."),
  lines: z
    .array(z.strictObject({ name: nameSchema, contact: contactSchema }))
    .max(100)
    .optional()
    .describe("Where somebody else is to be asked, by line."),
  rules: z
    .array(ruleSchema)
    .min(1)
    .max(20)
    .optional()
    .describe("When people are told, instead of `when`; docs/messages.md."),
  quietHours: quietHoursSchema
    .optional()
    .describe("When only urgent rules tell; what they hold back comes afterwards."),
});

/** What one widget type must show. A published version never changes. */
export const recipeSchema = z.strictObject({
  id: nameSchema,
  version: z.int().min(1),
  title: z.string().min(1).max(200),
  recognizer: z.strictObject({
    kind: z.enum(["embedded", "rekognition-labels", "rekognition-custom-labels"]),
    model: z.string().min(1).max(2048).describe("A taught model's name, or `general` for everyday objects."),
  }),
  parts: z
    .array(partSchema)
    .min(1)
    .max(500)
    .superRefine((parts, context) => {
      const anywhere = new Set<string>();
      for (const [index, part] of parts.entries()) {
        if (part.place) continue;
        if (anywhere.has(part.label)) {
          const message = `one part without a place a label; raise the count of "${part.label}" instead`;
          context.addIssue({ code: "custom", path: [index, "label"], message });
        }
        anywhere.add(part.label);
      }
    }),
  forbidden: z
    .array(z.strictObject({ label: labelSchema, minConfidence: z.number().min(0).max(1).optional() }))
    .max(100)
    .default([])
    .describe("Labels that must not be seen at all."),
  minConfidence: z.number().min(0).max(1).default(0.5).describe("From here on a detection counts as seen."),
  reviewBand: z
    .strictObject({
      below: z.number().min(0).max(1).default(0.2),
      above: z.number().min(0).max(1).default(0.1),
    })
    .prefault({})
    .describe(
      "Around minConfidence: a detection in it is unsure, and the verdict a person's, if it matters.",
    ),
  retentionDays: z
    .int()
    .min(1)
    .max(36_525)
    .default(1096)
    .describe("How long the evidence is locked; 1096 = 3 years."),
  notify: notifySchema.prefault({}),
  answerWithinMs: z
    .int()
    .min(20)
    .max(30_000)
    .optional()
    .describe(
      "How long a line waits for its verdict; after that the signal is `review`, `no-verdict-in-time`.",
    ),
  fileName: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      "How serial, lot, line and station stand in a photo's file name, such as `{serial}_{lot}_*.jpg`.",
    ),
});
export type Recipe = z.infer<typeof recipeSchema>;
export type Part = Recipe["parts"][number];
export type RecipeRef = { id: string; version: number };

/**
 * Check a recipe that came from outside.
 * @throws PartproofError `invalid-input` with one fault a mistake: its path, what was expected, what came
 */
export function parseRecipe(input: unknown, from = "the recipe"): Recipe {
  const parsed = recipeSchema.safeParse(input);
  if (!parsed.success) {
    const faults = describeFaults(parsed.error, input);
    const lines = faults.map((f) => `  ${f.path}: expected ${f.expected}, received ${f.received}`);
    throw new PartproofError("invalid-input", `${from} is not a valid recipe:\n${lines.join("\n")}`, {
      faults,
    });
  }
  return parsed.data;
}

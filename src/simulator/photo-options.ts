import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import { describeFaults } from "../domain/faults.ts";
import type { WidgetDesign } from "./widget.ts";

const photoOptionsSchema = z.strictObject({
  width: z.int().min(160).max(4096).default(800).describe("Pixels."),
  height: z.int().min(160).max(4096).default(600).describe("Pixels."),
  difficulty: z
    .enum(["easy", "normal", "hard"])
    .default("normal")
    .describe("How far pose, light, blur and noise stray."),
  missingRate: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe("Share of widgets that lack something. Of these 75 % lack one part, 20 % two, 5 % three."),
  missing: z
    .array(z.string())
    .max(500)
    .optional()
    .describe("Names of the parts to leave out; nothing is then left to chance."),
});
export type PhotoOptions = z.input<typeof photoOptionsSchema>;
export type ParsedPhotoOptions = z.output<typeof photoOptionsSchema>;

const whichSchema = z.object({
  seed: z.int().min(0).describe("Names a pretend line: its bench, its lamps and its serial numbers."),
  index: z.int().min(0).max(999_999_999).describe("Which photo of the line, from 0."),
});

/**
 * Check what came from a command line or a test before anything is drawn.
 * @throws PartproofError `invalid-input` with a fault for each mistake, or for a part the design does not have
 */
export function parsePhotoRequest(
  design: WidgetDesign,
  seed: number,
  index: number,
  options: PhotoOptions,
): ParsedPhotoOptions {
  const schema = whichSchema.extend({ options: photoOptionsSchema });
  const input = { seed, index, options };
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const faults = describeFaults(parsed.error, input);
    const lines = faults.map((f) => `  ${f.path}: expected ${f.expected}, received ${f.received}`);
    throw new PartproofError("invalid-input", `This photo cannot be simulated:\n${lines.join("\n")}`, {
      faults,
    });
  }
  for (const name of parsed.data.options.missing ?? []) {
    if (design.parts.some((part) => part.name === name)) continue;
    const known = design.parts.map((part) => `"${part.name}"`).join(", ");
    throw new PartproofError(
      "invalid-input",
      `The ${design.id} has no part named "${name.slice(0, 80)}" to leave out. Its parts are: ${known}.`,
    );
  }
  return parsed.data.options;
}

import { z } from "zod";
import { boxSchema } from "./detection.ts";

/** One line of text that was read on a photo. */
export const textLineSchema = z.object({
  text: z.string().max(200),
  confidence: z.number().min(0).max(1).describe("Of the least sure character."),
  box: boxSchema.describe("Upright box around the line, in fractions of the photo."),
});
export type TextLine = z.infer<typeof textLineSchema>;

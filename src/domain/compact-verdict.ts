import { z } from "zod";
import { verdictSchema } from "./inspection.ts";
import type { InspectionNotice } from "./inspection-notice.ts";

/** A serial longer than this, or with other characters, is left out: a shortened one could name another widget. */
const SERIAL = /^[\x20-\x7e]{1,64}$/;

/**
 * What a PLC or a line display is told: flat, printable ASCII, below 1,024 bytes as JSON, and always with a verdict.
 * Only `pass` releases a widget.
 */
export const compactVerdictSchema = z.object({
  verdict: verdictSchema,
  reason: z
    .string()
    .describe(
      "`complete` (pass), `wrong-parts` (fail), `unsure` (review), why the file is no usable photo (rejected); " +
        "with `review` also `no-verdict-in-time` and `given-up`.",
    ),
  inspectionId: z.string(),
  recipe: z.string().describe("Such as `control-box@3`."),
  line: z.string().optional(),
  serial: z.string().optional().describe("Left out if it is not ASCII or longer than 64 characters."),
  problems: z.int().describe("How many findings are not as expected."),
  text: z.string().describe("One line for a display, at most 120 characters."),
  at: z.iso.datetime().describe("When the verdict was given."),
});
export type CompactVerdict = z.infer<typeof compactVerdictSchema>;

export function compactVerdict(notice: InspectionNotice): CompactVerdict {
  const { verdict, reason, inspectionId, recipe, source, problemCount, summary, at } = notice;
  return {
    verdict,
    reason,
    inspectionId,
    recipe: `${recipe.id}@${recipe.version}`,
    ...(source.line === undefined ? {} : { line: source.line }),
    ...(source.serial !== undefined && SERIAL.test(source.serial) ? { serial: source.serial } : {}),
    problems: problemCount,
    text: summary,
    at,
  };
}

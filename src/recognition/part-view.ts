import { z } from "zod";

/**
 * One chance to be right or wrong about one part: a photo left out, for parts that may lie anywhere; one place of it,
 * for a fixed layout. Only two confidences matter to a recipe that counts the part:
 * - `needed`: of the weakest detection without which fewer would be seen than are there; 0 where too few were seen, 1
 *   where none is there;
 * - `surplus`: of the surest detection beyond those; 0 where there is none. It could stand in for a missing part.
 */
export const partViewSchema = z.strictObject({
  photo: z.int().min(0),
  there: z.int().min(0),
  needed: z.number().min(0).max(1),
  surplus: z.number().min(0).max(1),
});
export type PartView = z.infer<typeof partViewSchema>;

/** @param confidences of all detections of the part in this photo or place */
export function viewPart(photo: number, there: number, confidences: readonly number[]): PartView {
  const seen = [...confidences].sort((a, b) => b - a);
  return {
    photo,
    there,
    needed: there === 0 ? 1 : (seen[there - 1] ?? 0),
    surplus: seen[there] ?? 0,
  };
}

/** From where on a detection is sure, and from where on unsure: what a recipe's minConfidence and reviewBand say. */
export type Thresholds = { sureFrom: number; unsureFrom: number };

/**
 * - `missed`: fewer are seen than are there, and a widget that has what the recipe asks for fails;
 * - `invented`: more are surely seen than are there: a widget that has what the recipe asks for fails as well, and one
 *   that lacks a part passes, which is an escape;
 * - `unsure`: neither, but a person has to look;
 * - `right`: exactly what is there is surely seen.
 */
export type ViewOutcome = "missed" | "invented" | "unsure" | "right";

/** Agrees with src/domain/judge.ts, which a property test holds it to. */
export function outcomeOfView(
  { needed, surplus }: PartView,
  { sureFrom, unsureFrom }: Thresholds,
): ViewOutcome {
  if (surplus >= sureFrom) return "invented";
  if (needed === 0 || needed < unsureFrom) return "missed";
  return needed < sureFrom || (surplus > 0 && surplus >= unsureFrom) ? "unsure" : "right";
}

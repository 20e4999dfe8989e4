import { z } from "zod";

export const westernElectricRuleSchema = z.enum([
  "one-beyond-3-sigma",
  "two-of-three-beyond-2-sigma",
  "four-of-five-beyond-1-sigma",
  "eight-on-one-side",
]);
export type WesternElectricRule = z.infer<typeof westernElectricRuleSchema>;

/** A rule that a point completes, and on which side of the center line. */
export const markSchema = z.object({ rule: westernElectricRuleSchema, side: z.enum(["above", "below"]) });
export type Mark = z.infer<typeof markSchema>;

type Rule = { rule: WesternElectricRule; within: number; needed: number; beyond: number };

const RULES: readonly Rule[] = [
  { rule: "one-beyond-3-sigma", within: 1, needed: 1, beyond: 3 },
  { rule: "two-of-three-beyond-2-sigma", within: 3, needed: 2, beyond: 2 },
  { rule: "four-of-five-beyond-1-sigma", within: 5, needed: 4, beyond: 1 },
  { rule: "eight-on-one-side", within: 8, needed: 8, beyond: 0 },
];

/**
 * The four zone rules of the Western Electric Statistical Quality Control Handbook (1956).
 * @param deviations each point's distance from the center line in its own standard errors, in order of time, so that
 * points with different numbers of photos can be compared
 * @returns for each point the rules it completes: the last point of the pattern is marked, and lies beyond itself
 */
export function markPoints(deviations: readonly number[]): Mark[][] {
  return deviations.map((_, index) =>
    RULES.flatMap((rule) =>
      (["above", "below"] as const).flatMap((side): Mark[] =>
        completes(rule, deviations, index, side === "above" ? 1 : -1) ? [{ rule: rule.rule, side }] : [],
      ),
    ),
  );
}

function completes(
  { within, needed, beyond }: Rule,
  deviations: readonly number[],
  index: number,
  sign: 1 | -1,
): boolean {
  const isBeyond = (deviation: number) => sign * deviation > beyond;
  if (!isBeyond(deviations[index] ?? 0)) return false;
  const recent = deviations.slice(Math.max(0, index - within + 1), index + 1);
  return recent.filter(isBeyond).length >= needed;
}

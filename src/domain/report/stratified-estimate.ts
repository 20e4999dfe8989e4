import { z } from "zod";
import type { Inspection } from "../inspection.ts";
import { bandSchema, stratumOf } from "../sampling.ts";
import { compareTexts } from "./fault-tally.ts";
import { shareOf } from "./wilson-interval.ts";

const count = z.int().min(0);

export const stratumSchema = z.object({
  recipe: z.string(),
  line: z.string(),
  band: bandSchema.describe("How sure the recognizer was of the weakest part."),
  passes: count,
  reviewed: count.describe("Random samples that a person looked at."),
  wrong: count.describe("Of these, bad widgets."),
});
export type Stratum = z.infer<typeof stratumSchema>;

export const sampledSchema = z.object({
  reviewed: count,
  wrong: count,
  passes: count.describe("All passes of the range."),
  unknown: count.describe("Passes of strata of which nobody looked at a sample: nothing is known of them."),
  share: z.number().min(0).max(1).optional().describe("Estimated share of escapes among the other passes."),
  expected: z.number().min(0).optional().describe("Escapes expected among these."),
  low: z.number().min(0).describe("At least so many escapes, with 95 % confidence."),
  high: z.number().min(0).describe("At most so many; all of those of which nothing is known are among them."),
  strata: z.array(stratumSchema),
});
export type Sampled = z.infer<typeof sampledSchema>;

/**
 * Escapes estimated from random samples alone: what people looked at because of a suspicion does not count. Each
 * stratum's share of wrong ones stands for its own passes.
 */
export function createSampledTally() {
  const strata = new Map<string, Stratum>();

  return {
    /** @param said what people said of it, where it was drawn as a random sample and they did */
    add(
      inspection: Pick<Inspection, "verdict" | "recipe" | "source" | "findings">,
      said: "pass" | "fail" | undefined,
    ): void {
      if (inspection.verdict !== "pass") return;
      const stratumKey = stratumOf(inspection);
      const key = Object.values(stratumKey).join("\n");
      const stratum = strata.get(key) ?? { ...stratumKey, passes: 0, reviewed: 0, wrong: 0 };
      strata.set(key, stratum);
      stratum.passes += 1;
      if (said === undefined) return;
      stratum.reviewed += 1;
      if (said === "fail") stratum.wrong += 1;
    },
    finish: (): Sampled =>
      estimateEscapes([...strata].sort(([a], [b]) => compareTexts(a, b)).map(([, s]) => s)),
  };
}

/**
 * The stratified estimate (W. G. Cochran, "Sampling Techniques", 3rd ed., 1977, chapter 5) with Wilson's interval for
 * the size of sample that weighs as much as this one when strata differ (L. Kish, "Survey Sampling", 1965; C. Franco and
 * others, "Comparative study of confidence intervals for proportions in complex sample surveys", 2019). Wilson's holds
 * also where nothing wrong was found, which is the usual case.
 */
export function estimateEscapes(strata: readonly Stratum[]): Sampled {
  const sum = (of: readonly Stratum[], what: (s: Stratum) => number) =>
    of.reduce((all, s) => all + what(s), 0);
  const known = strata.filter(({ reviewed }) => reviewed > 0);
  const passes = sum(strata, (s) => s.passes);
  const [covered, wrong] = [sum(known, (s) => s.passes), sum(known, (s) => s.wrong)];
  const unknown = passes - covered;
  const common = { reviewed: sum(known, (s) => s.reviewed), wrong, passes, unknown, strata: [...strata] };
  if (covered === 0) return { ...common, low: 0, high: unknown };

  const share = sum(known, (s) => (s.passes / covered) * (s.wrong / s.reviewed));
  const weighsAsMuchAs = 1 / sum(known, (s) => (s.passes / covered) ** 2 / s.reviewed);
  const { low, high } = shareOf(share * weighsAsMuchAs, weighsAsMuchAs);
  return {
    ...common,
    share,
    expected: share * covered,
    // What was found is there, whatever the rest is like.
    low: Math.max(wrong, low * covered),
    high: Math.max(wrong, high * covered) + unknown,
  };
}

import { sha256 } from "@noble/hashes/sha2.js";
import { z } from "zod";
import type { Finding, Inspection } from "./inspection.ts";

/** How sure the recognizer was of the weakest part: escapes hide where it is least sure. `none`: no confidence is known. */
export const bandSchema = z.enum(["low", "middle", "high", "none"]);
export type Band = z.infer<typeof bandSchema>;

const [MIDDLE_FROM, HIGH_FROM] = [0.7, 0.9];

export function bandOf(findings: readonly Pick<Finding, "confidence">[]): Band {
  const known = findings.flatMap(({ confidence }) => confidence ?? []);
  if (known.length === 0) return "none";
  const weakest = Math.min(...known);
  if (weakest >= HIGH_FROM) return "high";
  return weakest >= MIDDLE_FROM ? "middle" : "low";
}

/** A part of the passes that is sampled by itself. */
export type StratumKey = { recipe: string; line: string; band: Band };

export function stratumOf({
  recipe,
  source,
  findings,
}: Pick<Inspection, "recipe" | "source" | "findings">): StratumKey {
  return { recipe: recipe.id, line: source.line ?? "", band: bandOf(findings) };
}

/**
 * A number of 0 to below 1 for an inspection, as if drawn at random, and the same whenever it is drawn again with the
 * same seed. Nobody who hands in a photo can foresee it without the seed.
 */
export function lotOf(seed: string, inspectionId: string): number {
  const digest = sha256(new TextEncoder().encode(`${seed}\n${inspectionId}`));
  const view = new DataView(digest.buffer, digest.byteOffset);
  // 53 bits, as many as a number holds exactly.
  return (view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11)) / 2 ** 53;
}

/** Share of passes that a person is to check; the first rule that fits counts, and none means 0. */
export type SamplingRule = { recipe?: string | undefined; line?: string | undefined; share: number };
export type SamplingPlan = { seed: string; rules: readonly SamplingRule[] };

/** Whether a pass is drawn while the line runs. */
export function isDrawn(
  plan: SamplingPlan,
  inspection: Pick<Inspection, "id" | "verdict" | "recipe" | "source">,
): boolean {
  if (inspection.verdict !== "pass") return false;
  const { recipe, source } = inspection;
  const rule = plan.rules.find(
    (one) =>
      (one.recipe === undefined || one.recipe === recipe.id) &&
      (one.line === undefined || one.line === source.line),
  );
  return rule !== undefined && rule.share > 0 && lotOf(plan.seed, inspection.id) < rule.share;
}

export type DrawnStratum = StratumKey & { passes: number; drawn: string[] };

/**
 * Draw so many passes of each stratum, or all where there are fewer; inspections come in any order, each once. In memory
 * are the drawn ones alone.
 */
export function createStratifiedDraw(seed: string, perStratum: number) {
  const strata = new Map<string, StratumKey & { passes: number; best: { lot: number; id: string }[] }>();
  return {
    add(inspection: Pick<Inspection, "id" | "verdict" | "recipe" | "source" | "findings">): void {
      if (inspection.verdict !== "pass") return;
      const key = stratumOf(inspection);
      const name = JSON.stringify([key.recipe, key.line, key.band]);
      const stratum = strata.get(name) ?? { ...key, passes: 0, best: [] };
      strata.set(name, stratum);
      stratum.passes += 1;
      stratum.best.push({ lot: lotOf(seed, inspection.id), id: inspection.id });
      // The smallest lots are a random choice; now and then all others are forgotten.
      if (stratum.best.length >= 2 * perStratum + 50) stratum.best = smallest(stratum.best, perStratum);
    },
    finish(): DrawnStratum[] {
      return [...strata]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { best, ...stratum }]) => ({
          ...stratum,
          drawn: smallest(best, perStratum).map(({ id }) => id),
        }));
    },
  };
}

function smallest<T extends { lot: number }>(all: T[], count: number): T[] {
  return all.sort((a, b) => a.lot - b.lot).slice(0, count);
}

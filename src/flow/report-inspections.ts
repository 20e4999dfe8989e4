import {
  countFaults,
  type ParetoCounts,
  paretoOf,
  type QualityReport,
  type RecipeReport,
} from "../domain/report.ts";
import type { Platform } from "./platform.ts";

const PAGE = 200;

export type ReportRange = { from: string; to: string; recipe?: string };

/**
 * Step 5, report: what came in, what became of it and what was missing most often, one block a recipe that received
 * anything. Counts come from the record store; the faults are read from the inspections that found some.
 */
export async function reportInspections(
  platform: Pick<Platform, "records" | "recipes" | "queue" | "now">,
  { from, to, recipe: only }: ReportRange,
): Promise<QualityReport> {
  const recipes: RecipeReport[] = [];
  for (const { recipe } of await platform.recipes.list()) {
    if (only !== undefined && recipe.id !== only) continue;
    const range = { recipe: recipe.id, from, to };
    const { received, verdicts } = await platform.records.count(range);
    if (received === 0) continue;
    const { pass, fail, review, rejected } = verdicts;
    const inspected = pass + fail + review;
    recipes.push({
      recipe: recipe.id,
      title: recipe.title,
      received,
      verdicts,
      open: Math.max(0, received - inspected - rejected),
      ...(inspected === 0 ? {} : { firstPassYield: pass / inspected }),
      pareto: await pareto(platform, range),
    });
  }
  const { dead } = await platform.queue.stats(platform.now());
  return { from, to, recipes, deadLetters: dead };
}

async function pareto(
  { records }: Pick<Platform, "records">,
  range: { recipe: string; from: string; to: string },
): Promise<RecipeReport["pareto"]> {
  const counts: ParetoCounts = new Map();
  for (const verdict of ["fail", "review"] as const) {
    let cursor: string | undefined;
    do {
      const page = await records.list({ ...range, verdict }, { limit: PAGE, cursor });
      for (const inspection of page.items) countFaults(counts, inspection);
      cursor = page.next;
    } while (cursor !== undefined);
  }
  return paretoOf(counts);
}

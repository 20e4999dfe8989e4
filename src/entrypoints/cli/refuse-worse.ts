import { concludeReplay } from "../../domain/compare-replay.ts";
import { PartproofError } from "../../domain/errors.ts";
import type { Recipe } from "../../domain/recipe.ts";
import type { Platform } from "../../flow/platform.ts";
import { tallyReplay } from "../../flow/tally-replay.ts";
import { startProgress } from "./progress.ts";

/** Enough to notice what went wrong, few enough to wait for where each photo has to be looked at again. */
const NEWEST = 500;

/**
 * Before a changed recipe is published without a reason: replay it over the newest inspections by older versions.
 * @throws PartproofError `conflict` when it does worse there, or as the recognizer says
 */
export async function refuseWorse(platform: Platform, recipe: Recipe): Promise<void> {
  const newest = await platform.recipes.get(recipe.id);
  if (!newest || newest.recipe.version >= recipe.version) return;
  const progress = startProgress("Replaying", "inspections");
  const tally = await tallyReplay(platform, recipe, {}, { limit: NEWEST, onProgress: progress.at });
  progress.end();
  const { worse, reasons } = concludeReplay(tally);
  if (!worse) return;
  const message =
    `Recipe ${recipe.id} version ${recipe.version} is not published: of the newest ${tally.replayed} inspections, ${reasons.join("; ")}. ` +
    "Look at them with partproof replay, then publish with --reason, which is sealed.";
  throw new PartproofError("conflict", message);
}

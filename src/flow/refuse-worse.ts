import { concludeReplay } from "../domain/compare-replay.ts";
import { PartproofError } from "../domain/errors.ts";
import type { Recipe } from "../domain/recipe.ts";
import type { Platform } from "./platform.ts";
import { tallyReplay } from "./tally-replay.ts";

/** Enough to notice what went wrong, few enough to wait for where each photo has to be looked at again. */
const NEWEST = 500;

export type RefuseOptions = {
  /** What to do about it, for whoever is refused. */
  advice: string;
  /** Called with how many inspections were judged anew. */
  onProgress?: (done: number) => void;
  /** Whether the caller can wait no longer: then too little is known, and it is refused as well. */
  mustStop?: () => boolean;
};

/**
 * Before a changed recipe is published without a reason: replay it over the newest inspections by older versions.
 * @throws PartproofError `worse-recipe` when it does worse there or that cannot be found out in time; or as the
 *   recognizer says
 */
export async function refuseWorse(
  platform: Platform,
  recipe: Recipe,
  { advice, ...options }: RefuseOptions,
): Promise<void> {
  const newest = await platform.recipes.get(recipe.id);
  if (!newest || newest.recipe.version >= recipe.version) return;
  const tally = await tallyReplay(platform, recipe, {}, { limit: NEWEST, ...options });
  const what = `Recipe ${recipe.id} version ${recipe.version} is not published: of the newest ${tally.replayed} inspections`;
  const { worse, reasons } = concludeReplay(tally);
  if (worse) throw new PartproofError("worse-recipe", `${what}, ${reasons.join("; ")}. ${advice}`);
  if (!tally.stopped) return;
  const message = `${what} none does worse, but there was no time to look at the others, whose photos have to be looked at again.`;
  throw new PartproofError("worse-recipe", `${message} ${advice}`);
}

import {
  addReplayed,
  emptyTally,
  isFlip,
  type Replayed,
  type ReplayTally,
} from "../domain/compare-replay.ts";
import type { Recipe } from "../domain/recipe.ts";
import { replayRecipe } from "./replay-recipe.ts";

export type TallyOptions = {
  /** Only so many, the newest. */
  limit?: number;
  onFlip?: (flip: Replayed) => Promise<void>;
  /** Called with how many inspections were looked at. */
  onProgress?: (done: number) => void;
};

/** Replay a recipe over the archive and count how it does; see {@link replayRecipe}. */
export async function tallyReplay(
  platform: Parameters<typeof replayRecipe>[0],
  recipe: Recipe,
  range: Parameters<typeof replayRecipe>[2],
  { limit = Number.POSITIVE_INFINITY, onFlip, onProgress }: TallyOptions = {},
): Promise<ReplayTally> {
  const tally = emptyTally();
  for await (const one of replayRecipe(platform, recipe, range)) {
    if ("skipped" in one) tally.skipped += 1;
    else {
      addReplayed(tally, one);
      if (isFlip(one)) await onFlip?.(one);
    }
    const done = tally.replayed + tally.skipped;
    onProgress?.(done);
    if (done >= limit) break;
  }
  return tally;
}

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
  /** Asked before an inspection is counted in. */
  mustStop?: () => boolean;
  /** Called with how many inspections were looked at, and what they came to so far. */
  onProgress?: (done: number, tally: ReplayTally) => void | Promise<void>;
};

/** Replay a recipe over the archive and count how it does; see {@link replayRecipe}. */
export async function tallyReplay(
  platform: Parameters<typeof replayRecipe>[0],
  recipe: Recipe,
  range: Parameters<typeof replayRecipe>[2],
  { limit = Number.POSITIVE_INFINITY, onFlip, mustStop, onProgress }: TallyOptions = {},
): Promise<ReplayTally & { stopped: boolean }> {
  const tally = emptyTally();
  for await (const one of replayRecipe(platform, recipe, range)) {
    if (mustStop?.()) return { ...tally, stopped: true };
    if ("skipped" in one) tally.skipped += 1;
    else {
      addReplayed(tally, one);
      if (isFlip(one)) await onFlip?.(one);
    }
    const done = tally.replayed + tally.skipped;
    await onProgress?.(done, tally);
    if (done >= limit) break;
  }
  return { ...tally, stopped: false };
}

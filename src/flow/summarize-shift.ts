import { shiftBounds } from "../domain/shift.ts";
import { composeShiftSummaries, summarize } from "../domain/summarize.ts";
import type { Platform } from "./platform.ts";

/**
 * Put the summary of the last completed shift in the outbox, one a recipe. Called as often as one likes: a
 * summary is told once. A recipe without a photo in that shift gets none.
 */
export async function summarizeShift(platform: Platform, shiftStarts: readonly string[]): Promise<void> {
  const shift = shiftBounds(platform.now(), {
    starts: shiftStarts,
    timeZone: platform.settings.reader.timeZone,
  });
  for (const { recipe } of await platform.recipes.list()) {
    const range = { from: shift.from.toISOString(), to: shift.to.toISOString() };
    const counts = await platform.records.count({ recipe: recipe.id, ...range });
    if (counts.received === 0) continue;
    const createdAt = platform.now().toISOString();
    const telling = { ...platform.settings, createdAt };
    for (const message of composeShiftSummaries(recipe, shift, summarize(counts), telling))
      await platform.outbox.add(message);
  }
}

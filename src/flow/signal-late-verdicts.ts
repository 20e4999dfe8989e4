import { wantsMessage } from "../domain/compose-mail.ts";
import { composeLateMessage } from "../domain/compose-notice.ts";
import type { RecipeRef } from "../domain/recipe.ts";
import type { PendingPhotos } from "../ports/pending-photos.ts";
import type { Receipt } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

/** Longer than any recipe may let a line wait, by what a restart of the server takes. */
const LOOK_BACK_MS = 120_000;
const MOST_AT_ONCE = 2000;

type Deadline = { withinMs: number; channels: string[] } | undefined;

/**
 * Step 4, notify, for lines that cannot wait: whoever watches a line is told `review`, `no-verdict-in-time`, once a
 * photo has waited longer than its recipe allows. The verdict follows when there is one. Each photo is told once,
 * also across a crash: the outbox knows the message by its id.
 * @param lineChannels names of the channels that carry the state of lines
 * @returns a step to repeat as often as the signal should be exact; it resolves to whether it told anything
 */
export function createLateSignal(
  platform: Platform,
  pending: PendingPhotos,
  lineChannels: ReadonlySet<string>,
): () => Promise<boolean> {
  const deadlines = new Map<string, Deadline>();
  let told = new Set<string>();

  /** A published version never changes, so it is looked up once. */
  async function deadlineOf({ id, version }: RecipeRef): Promise<Deadline> {
    const key = `${id}@${version}`;
    if (!deadlines.has(key)) {
      const recipe = (await platform.recipes.get(id, version))?.recipe;
      const { answerWithinMs: withinMs, notify } = recipe ?? {};
      const channels = (notify?.channels ?? [])
        .filter(
          ({ name, when }) =>
            lineChannels.has(name) && wantsMessage(when ?? notify?.when ?? "never", "review"),
        )
        .map(({ name }) => name);
      deadlines.set(key, withinMs !== undefined && channels.length > 0 ? { withinMs, channels } : undefined);
    }
    return deadlines.get(key);
  }

  async function tell(receipt: Receipt, { withinMs, channels }: NonNullable<Deadline>): Promise<void> {
    const at = new Date(new Date(receipt.receivedAt).getTime() + withinMs).toISOString();
    for (const channel of channels)
      await platform.outbox.add(composeLateMessage(receipt, channel, { ...platform.settings, at }));
  }

  return async () => {
    const now = platform.now();
    const since = new Date(now.getTime() - LOOK_BACK_MS);
    const receipts = await pending.receivedBetween(since, now, MOST_AT_ONCE);
    const stillTold = new Set<string>();
    let some = false;
    for (const receipt of receipts) {
      const { inspectionId, receivedAt, recipe } = receipt;
      if (told.has(inspectionId)) {
        stillTold.add(inspectionId);
        continue;
      }
      const deadline = await deadlineOf(recipe);
      if (!deadline || new Date(receivedAt).getTime() + deadline.withinMs > now.getTime()) continue;
      await tell(receipt, deadline);
      stillTold.add(inspectionId);
      some = true;
    }
    told = stillTold;
    return some;
  };
}

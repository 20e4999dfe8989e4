import { composeDigest } from "../domain/compose-digest.ts";
import type { OutboxMessage } from "../ports/message-outbox.ts";
import { type Delivery, deliver } from "./deliver-messages.ts";

/** In one run; the rest goes with the next. It bounds the memory and the time of a run. */
const MOST_CLAIMED = 2000;

export type DigestRun = { messages: number; sent: number; failed: number };

/**
 * Step 4, notify, where mails are counted: tell all that is due in one message a recipe. A message that is alone stays
 * itself, and so does a summary. Call it from one process at a time: who else claims messages splits the digest.
 * @param options gapMs between two messages, for channels that allow only so many a second; baseUrl of the HTTP API
 * @returns how many messages were gathered, and how many were sent or failed in their place
 */
export async function digestMessages(
  platform: Delivery,
  options: { gapMs: number; baseUrl: string },
): Promise<DigestRun> {
  const run: DigestRun = { messages: 0, sent: 0, failed: 0 };
  for (const group of groups(await claimAll(platform))) {
    if (run.messages > 0) await new Promise((resolve) => setTimeout(resolve, options.gapMs));
    const sent = await deliver(platform, asOne(group, options.baseUrl), group);
    run.messages += group.length;
    run[sent ? "sent" : "failed"] += 1;
  }
  return run;
}

async function claimAll(platform: Delivery): Promise<OutboxMessage[]> {
  const claimed: OutboxMessage[] = [];
  while (claimed.length < MOST_CLAIMED) {
    const due = await platform.outbox.claim(platform.now());
    if (!due) break;
    claimed.push(due);
  }
  return claimed;
}

/** By recipe and by who is told: a digest must not show somebody what was meant for others. */
function groups(claimed: readonly OutboxMessage[]): OutboxMessage[][] {
  const byKey = new Map<string, OutboxMessage[]>();
  for (const one of claimed) {
    const { id, recipe, widget, to } = one.message;
    const key = widget ? JSON.stringify([recipe, [...to].sort()]) : id;
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey.values()];
}

function asOne(group: readonly OutboxMessage[], baseUrl: string) {
  const messages = group.map(({ message }) => message);
  const [first] = messages;
  if (first && messages.length === 1) return first;
  return composeDigest(first?.recipe ?? "", messages, { baseUrl });
}

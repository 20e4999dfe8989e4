import type { DeadLetter } from "../ports/work-queue.ts";
import { deadLetterForRules, type RulesPlatform, rulesOf } from "./rule-facts.ts";

/** Of one look; a platform on which more photos die between two looks has other worries. */
const MOST_AT_ONCE = 1000;

/**
 * Step 4, notify, for photos that were given up: the rules hear of each, once, also over a crash, because the outbox knows
 * each message by its id. It looks at the dead letters themselves, so it does not matter who buried a photo, or how.
 * @returns a step to repeat; it resolves to whether it told anything
 */
export function createDeadLetterSignal(platform: RulesPlatform): () => Promise<boolean> {
  let seen = new Set<string>();
  return async () => {
    const letters = await platform.queue.deadLetters(MOST_AT_ONCE);
    const fresh = letters.filter((letter) => !seen.has(keyOf(letter)));
    let some = false;
    // In the order in which they were given up.
    for (const letter of fresh.reverse()) if (await signal(platform, letter)) some = true;
    seen = new Set(letters.map(keyOf));
    return some;
  };
}

async function signal(platform: RulesPlatform, letter: DeadLetter): Promise<boolean> {
  const receipt = await platform.records.getReceipt(letter.inspectionId);
  if (!receipt) return false;
  const { id, version } = receipt.recipe;
  const published = await platform.recipes.get(id, version);
  if (!published) return false;
  const rules = rulesOf(published.recipe, receipt.source.line, false);
  if (!rules.some(({ rule }) => rule.when === "dead-letter")) return false;
  return (await platform.rules.inbox.add(deadLetterForRules(receipt, letter))) === "added";
}

function keyOf({ inspectionId, failedAt }: DeadLetter): string {
  return `${inspectionId}.${failedAt}`;
}

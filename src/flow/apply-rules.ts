import { asPartproofError } from "../domain/errors.ts";
import { advanceLine, alertsInQuestion, dueOfLine, type HeardFact } from "../domain/rules/advance-line.ts";
import type { LineRules } from "../domain/rules/rule-state.ts";
import type { OutboxMessage } from "../ports/message-outbox.ts";
import type { Decided, KeptRules } from "../ports/rule-states.ts";
import { putBack } from "./deliver-messages.ts";
import { hear, type RulesPlatform } from "./rule-facts.ts";
import { tell } from "./tell.ts";

/** In one step; it bounds the memory, and how much a crash repeats. */
const MOST_HEARD = 100;
const MOST_DUE = 100;

/**
 * Step 4, notify, before anything is delivered: the rules hear of what was inspected, and decide who is told of it, when,
 * and in how many messages. Nothing is lost or told twice over a crash: what is decided is kept first, in one write with
 * what the rules remember; then it is done, under ids that make doing it again harmless. Two at once do no harm either.
 * @returns false when there was nothing to decide, or nothing could be decided now
 */
export async function applyRules(platform: RulesPlatform): Promise<boolean> {
  const now = platform.now();
  const heard = await hearAll(platform);
  const due = await platform.rules.states.due(now, MOST_DUE);
  let decided = 0;
  for (const key of new Set([...heard.keys(), ...due])) {
    const messages = heard.get(key) ?? [];
    try {
      await decide(platform, key, messages);
      decided += 1;
    } catch (error) {
      platform.telemetry.failed("apply notification rules", error, { key });
      for (const { claimed } of messages) await putBack(inboxOf(platform), claimed, asPartproofError(error));
    }
  }
  return decided > 0;
}

type Heard = { claimed: OutboxMessage; heard: HeardFact };

/** What waits, by recipe and line, in the order in which it was recorded. */
async function hearAll(platform: RulesPlatform): Promise<Map<string, Heard[]>> {
  const byKey = new Map<string, Heard[]>();
  for (let count = 0; count < MOST_HEARD; count++) {
    const claimed = await platform.rules.inbox.claim(platform.now());
    if (!claimed) break;
    try {
      const heard = await hear(platform, claimed.message);
      const key = keyOf(claimed.message);
      byKey.set(key, [...(byKey.get(key) ?? []), { claimed, heard }]);
    } catch (error) {
      await putBack(inboxOf(platform), claimed, error);
    }
  }
  return byKey;
}

async function decide(platform: RulesPlatform, key: string, messages: readonly Heard[]): Promise<void> {
  const { states, alerts } = platform.rules;
  const kept = await finishOld(platform, key);
  const before = kept?.rules ?? emptyRules(messages);
  const answeredBefore = new Set(kept?.decided?.answered);
  const fresh = messages.filter(({ claimed }) => !answeredBefore.has(claimed.message.id));

  const nowMs = platform.now().getTime();
  const answered = new Set<string>();
  for (const id of alertsInQuestion(before, nowMs))
    if ((await alerts.get(id))?.acknowledgement) answered.add(id);
  const step = advanceLine(
    before,
    fresh.map(({ heard }) => heard),
    nowMs,
    (id) => answered.has(id),
  );

  const decided: Decided = {
    announcements: step.announcements,
    recoveredAlerts: step.recoveredAlerts,
    answered: fresh.map(({ claimed }) => claimed.message.id),
    at: new Date(nowMs).toISOString(),
  };
  const revision = (kept?.revision ?? 0) + 1;
  // Due at once, so that somebody finishes it though nothing else happens on this line.
  const saved = await states.save(key, { rules: step.state, revision, decided }, new Date(nowMs));
  if (!saved) {
    // Another process was faster: it knows nothing of these, so they are heard again.
    for (const { claimed } of fresh)
      await platform.rules.inbox.failed(claimed.message.id, "", platform.now());
    return;
  }
  await finish(platform, key, { rules: step.state, revision, decided });
}

/** What a process that died had decided is done first. */
async function finishOld(platform: RulesPlatform, key: string): Promise<KeptRules | undefined> {
  const kept = await platform.rules.states.get(key);
  return kept?.decided ? finish(platform, key, kept) : kept;
}

/** @returns what is kept now; it still names what was answered, though there is nothing left to do */
async function finish(platform: RulesPlatform, key: string, kept: KeptRules): Promise<KeptRules> {
  const { rules, decided, revision } = kept;
  if (!decided) return kept;
  await tell(platform, rules, decided);
  for (const id of decided.answered) await platform.rules.inbox.sent(id);
  const dueMs = dueOfLine(rules);
  const due = dueMs === undefined ? undefined : new Date(dueMs);
  await platform.rules.states.save(key, { rules, revision: revision + 1 }, due);
  return { ...kept, revision: revision + 1 };
}

function keyOf({ recipe = "", line }: OutboxMessage["message"]): string {
  return line === undefined ? recipe : `${recipe}/${line}`;
}

function emptyRules(messages: readonly Heard[]): LineRules {
  const [first] = messages;
  const { recipe = "", line } = first?.claimed.message ?? {};
  return { recipe, ...(line === undefined ? {} : { line }), version: first?.heard.version ?? 1, states: {} };
}

function inboxOf({ rules, telemetry, now }: RulesPlatform) {
  return { outbox: rules.inbox, telemetry, now };
}

import { type Fact, type Gathered, gatherFact, gatherNews, type News } from "./gathered.ts";
import { observeState } from "./observe-state.ts";
import { quietUntil } from "./quiet-hours.ts";
import type { BoundRule, Rule } from "./rule.ts";
import { type Announcement, isStateRule, type RuleState, type Step } from "./rule-state.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** More than a person reads in an hour; what is beyond comes in digests. */
export const MOST_PER_HOUR = 60;
const STORM_DIGEST_MS = 15 * MINUTE_MS;

type Item = { fact: Fact } | { news: News };

/** A rule hears of one fact: it tells it, keeps it for later, or has nothing to do with it. */
export function advanceByFact(before: RuleState, fact: Fact, nowMs: number): Step<RuleState> {
  if (!isStateRule(before.bound)) {
    return concerns(before.bound.rule.when, fact.kind) ? take(before, { fact }, nowMs) : still(before);
  }
  const { state, news } = observeState(before, fact);
  return news ? take(state, { news }, nowMs) : still(state);
}

/**
 * Time passes: what was held back goes out, and who did not answer is passed over.
 * @param isAnswered whether somebody has acknowledged an alert
 */
export function advanceByTime(
  before: RuleState,
  nowMs: number,
  isAnswered: (alertId: string) => boolean,
): Step<RuleState> {
  const released = release(before, nowMs);
  const { state } = released;
  const { alert, bound } = state;
  if (alert?.escalateMs === undefined || alert.escalateMs > nowMs) return released;
  const quietEnd = bound.quiet && quietUntil(nowMs, bound.quiet);
  if (quietEnd !== undefined)
    return { ...released, state: { ...state, alert: { ...alert, escalateMs: quietEnd } } };
  const { alert: _over, ...rest } = state;
  return {
    ...released,
    // A state lasts until it is over; of anything else the next message is the start of another alert.
    state: isStateRule(bound) ? { ...rest, alert: { id: alert.id } } : rest,
    announcements: isAnswered(alert.id)
      ? released.announcements
      : [
          ...released.announcements,
          { kind: "escalation", bound, atMs: nowMs, alert: { id: alert.id, opens: false } },
        ],
  };
}

/** Whether a rule has to hear of what happened. */
export function hears(bound: BoundRule, kind: Fact["kind"]): boolean {
  return isStateRule(bound) || concerns(bound.rule.when, kind);
}

/** When a rule has something to do though nothing happens. */
export function dueOf({ gathered, dueMs, alert }: RuleState): number {
  return Math.min(
    gathered && dueMs !== undefined ? dueMs : Number.POSITIVE_INFINITY,
    alert?.escalateMs ?? Number.POSITIVE_INFINITY,
  );
}

function concerns(when: Rule["when"], kind: Fact["kind"]): boolean {
  if (when === "dead-letter" || kind === "dead-letter") return when === kind;
  if (when === "every") return true;
  if (when === "review") return kind === "review";
  if (when === "fail") return kind === "fail" || kind === "rejected";
  return kind !== "pass";
}

function take(before: RuleState, item: Item, nowMs: number): Step<RuleState> {
  const state = { ...before, toldMs: before.toldMs.filter((ms) => ms > nowMs - HOUR_MS) };
  const heldMs = heldUntil(state, nowMs);
  const stormMs = heldMs === undefined && isStorm(state) ? nowMs + STORM_DIGEST_MS : undefined;
  const dueMs = heldMs ?? stormMs;
  if (dueMs !== undefined) {
    const gathered =
      "fact" in item ? gatherFact(state.gathered, item.fact) : gatherNews(state.gathered, item.news);
    return still({ ...state, gathered, dueMs, ...(stormMs === undefined ? {} : { windowUntilMs: stormMs }) });
  }
  const { rule } = state.bound;
  const told: RuleState = {
    ...state,
    toldMs: mostPerHour(rule) === undefined ? [] : [...state.toldMs, nowMs],
    ...(rule.when === "first-then-digest" ? { windowUntilMs: nowMs + rule.minutes * MINUTE_MS } : {}),
  };
  return emit(told, "fact" in item ? { kind: "fact", ...item } : { kind: "news", ...item }, nowMs);
}

/** Until when something new has to wait; undefined when it need not. */
function heldUntil({ bound, gathered, dueMs, windowUntilMs }: RuleState, nowMs: number) {
  // Whatever waits goes first: nothing overtakes it.
  if (gathered) return dueMs;
  const { rule, quiet } = bound;
  if (rule.when === "digest") return nowMs + rule.minutes * MINUTE_MS;
  if (windowUntilMs !== undefined && windowUntilMs > nowMs) return windowUntilMs;
  return quiet && quietUntil(nowMs, quiet);
}

function isStorm({ bound, toldMs }: RuleState): boolean {
  const most = mostPerHour(bound.rule);
  return most !== undefined && toldMs.length >= most;
}

function release(before: RuleState, nowMs: number): Step<RuleState> {
  const { gathered, dueMs, ...rest } = before;
  if (!gathered || dueMs === undefined || dueMs > nowMs) return still(before);
  const { rule, quiet } = rest.bound;
  const quietEnd = quiet && quietUntil(nowMs, quiet);
  if (quietEnd !== undefined) return still({ ...before, dueMs: quietEnd });
  const window = nextWindow(rule, rest.windowUntilMs === dueMs);
  const state = window === undefined ? rest : { ...rest, windowUntilMs: nowMs + window };
  return emit(state, { kind: "gathered", gathered }, nowMs);
}

/** For how long to go on gathering after a digest: a storm is over when nothing has come for that long. */
function nextWindow(rule: Rule, ofStorm: boolean): number | undefined {
  if (rule.when === "first-then-digest") return rule.minutes * MINUTE_MS;
  return ofStorm ? STORM_DIGEST_MS : undefined;
}

type Content =
  | { kind: "fact"; fact: Fact }
  | { kind: "news"; news: News }
  | { kind: "gathered"; gathered: Gathered };

/** Tell it, as a part of the alert that it belongs to. */
function emit(state: RuleState, content: Content, nowMs: number): Step<RuleState> {
  const { bound, bad } = state;
  const announcement: Announcement = { ...content, bound, atMs: nowMs };
  const ofState = isStateRule(bound);
  if (!ofState && !bound.rule.escalate) return { state, announcements: [announcement], recoveredAlerts: [] };

  const over = ofState && !bad;
  const known = state.alert;
  // What was over before anybody was told needs no answer.
  const opened = known || over ? undefined : open(bound, idOf(content), nowMs);
  const alert = known ? { id: known.id, opens: false } : opened && { ...opened, opens: true };
  const { alert: _before, ...rest } = state;
  const held = over ? undefined : (known ?? opened);
  return {
    state: held ? { ...rest, alert: held } : rest,
    announcements: [alert ? { ...announcement, alert } : announcement],
    recoveredAlerts: over && known ? [known.id] : [],
  };
}

function open({ key, rule }: BoundRule, firstId: string, nowMs: number) {
  const escalate = rule.escalate && { escalateMs: nowMs + rule.escalate.afterMinutes * MINUTE_MS };
  return { id: `${firstId}-${key}`, ...escalate };
}

function idOf(content: Content): string {
  if (content.kind === "fact") return content.fact.id;
  return content.kind === "news" ? content.news.id : content.gathered.id;
}

function mostPerHour(rule: Rule): number | undefined {
  if (rule.when === "first-then-digest" || rule.when === "digest") return undefined;
  if (rule.when === "line-state" || rule.when === "fail-rate") return MOST_PER_HOUR;
  return rule.mostPerHour ?? (rule.when === "every" ? undefined : MOST_PER_HOUR);
}

function still(state: RuleState): Step<RuleState> {
  return { state, announcements: [], recoveredAlerts: [] };
}

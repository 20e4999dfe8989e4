import { advanceByFact, advanceByTime, dueOf } from "./advance-rule.ts";
import type { Fact } from "./gathered.ts";
import type { BoundRule } from "./rule.ts";
import type { Announcement, LineRules, RuleState, Step } from "./rule-state.ts";

/** A fact with the rules that the version of its recipe has for its line. */
export type HeardFact = { fact: Fact; version: number; rules: readonly BoundRule[] };

/**
 * One step of all rules of a recipe on a line: first what is due by the clock, then each fact in order. Pure: the same
 * rules, facts and moment give the same messages.
 * @param isAnswered whether somebody has acknowledged an alert
 */
export function advanceLine(
  before: LineRules,
  facts: readonly HeardFact[],
  nowMs: number,
  isAnswered: (alertId: string) => boolean,
): Step<LineRules> {
  const states = new Map(Object.entries(before.states));
  const announcements: Announcement[] = [];
  const recoveredAlerts: string[] = [];
  const take = (key: string, step: Step<RuleState>) => {
    states.set(key, step.state);
    announcements.push(...step.announcements);
    recoveredAlerts.push(...step.recoveredAlerts);
  };

  for (const [key, state] of states) take(key, advanceByTime(state, nowMs, isAnswered));
  let { version } = before;
  for (const { fact, version: ofFact, rules } of facts) {
    if (ofFact > version) retireAllBut(rules, states);
    version = Math.max(version, ofFact);
    for (const bound of rules) {
      const known = states.get(bound.key);
      const state = known ?? { bound, toldMs: [], ...(ofFact < version ? { retired: true } : {}) };
      take(bound.key, advanceByFact(ofFact < version ? state : renewed(state, bound), fact, nowMs));
    }
  }
  for (const [key, state] of states)
    if (state.retired && dueOf(state) === Number.POSITIVE_INFINITY) states.delete(key);

  return {
    state: { ...before, version, states: Object.fromEntries(states) },
    announcements,
    recoveredAlerts,
  };
}

/** When something is due on this line by the clock alone; undefined when nothing is. */
export function dueOfLine({ states }: LineRules): number | undefined {
  const due = Math.min(...Object.values(states).map(dueOf));
  return Number.isFinite(due) ? due : undefined;
}

/** The alerts whose answer is asked for at this moment. */
export function alertsInQuestion({ states }: LineRules, nowMs: number): string[] {
  return Object.values(states).flatMap(({ alert }) =>
    alert?.escalateMs !== undefined && alert.escalateMs <= nowMs ? [alert.id] : [],
  );
}

function retireAllBut(rules: readonly BoundRule[], states: Map<string, RuleState>): void {
  const current = new Set(rules.map(({ key }) => key));
  for (const [key, state] of states) if (!current.has(key)) states.set(key, { ...state, retired: true });
}

function renewed(state: RuleState, bound: BoundRule): RuleState {
  const { retired: _, ...rest } = state;
  return { ...rest, bound };
}

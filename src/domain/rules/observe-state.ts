import type { Fact, News } from "./gathered.ts";
import type { Rule } from "./rule.ts";
import type { RuleState } from "./rule-state.ts";

type Observed = { state: RuleState; news?: News };

/** A rule about the state of a line looks at one more widget. @returns news if that changes the state */
export function observeState(before: RuleState, fact: Fact): Observed {
  const { rule } = before.bound;
  if (rule.when === "line-state") return observeRun(before, rule, fact);
  return rule.when === "fail-rate" ? observeRate(before, rule, fact) : { state: before };
}

/** A `review` took no side, so it ends no run and is part of none. */
function observeRun(before: RuleState, rule: Rule & { when: "line-state" }, fact: Fact): Observed {
  const { fails = 0, passes = 0, bad = false } = before;
  if (fact.kind === "fail" || fact.kind === "rejected") {
    const state = { ...before, fails: fails + 1, passes: 0 };
    return !bad && state.fails >= rule.badAfter
      ? turn(state, "bad", fact, { count: state.fails })
      : { state };
  }
  if (fact.kind !== "pass") return { state: before };
  const state = { ...before, fails: 0, passes: passes + 1 };
  return bad && state.passes >= rule.goodAfter
    ? turn(state, "recovered", fact, { count: state.passes })
    : { state };
}

/**
 * Nothing is said before as many widgets were seen as the rule looks at, because a share of few says little. The rate
 * must fall clearly below the limit (`recoveredAt`) before it counts as recovered: else one that hovers around the limit
 * would be told with each widget. What is no photo of a widget (`rejected`) is no part of it.
 */
function observeRate(before: RuleState, rule: Rule & { when: "fail-rate" }, fact: Fact): Observed {
  if (fact.kind === "rejected" || fact.kind === "dead-letter") return { state: before };
  const recent = `${before.recent ?? ""}${fact.kind === "fail" ? "1" : "0"}`.slice(-rule.over);
  const state = { ...before, recent };
  if (recent.length < rule.over) return { state };
  const count = recent.replaceAll("0", "").length;
  const rate = count / rule.over;
  const figures = { count, of: rule.over };
  if (!before.bad && rate > rule.above) return turn(state, "bad", fact, figures);
  if (before.bad && rate <= (rule.recoveredAt ?? rule.above / 2))
    return turn(state, "recovered", fact, figures);
  return { state };
}

function turn(
  state: RuleState,
  to: News["state"],
  { id, at, widget }: Fact,
  figures: News["figures"],
): Observed {
  return { state: { ...state, bad: to === "bad" }, news: { id, state: to, at, figures, widget } };
}

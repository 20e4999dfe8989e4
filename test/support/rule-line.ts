import { advanceLine } from "../../src/domain/rules/advance-line.ts";
import { countOf, type Fact } from "../../src/domain/rules/gathered.ts";
import type { QuietHours } from "../../src/domain/rules/quiet-hours.ts";
import { type BoundRule, bindRules, ruleSchema } from "../../src/domain/rules/rule.ts";
import type { Announcement, LineRules } from "../../src/domain/rules/rule-state.ts";

export const MINUTE_MS = 60_000;
export const START_MS = Date.parse("2026-03-02T08:00:00Z");

/** Rules as a recipe would say them, told to one address. */
export function bound(rules: object | object[], quietHours?: QuietHours): BoundRule[] {
  const parsed = [rules].flat().map((rule) => ruleSchema.parse(rule));
  return bindRules({ to: ["quality@example.com"], rules: parsed, quietHours }, "line-1");
}

export function fact(id: string, kind: Fact["kind"] = "fail", atMs = START_MS): Fact {
  return {
    id,
    kind,
    at: new Date(atMs).toISOString(),
    widget: { name: `SN-${id}`, findings: "screw missing (3 of 4)", url: `https://qc.example/${id}` },
    problems: kind === "fail" ? [{ part: "screw", state: "missing" }] : [],
  };
}

/** A line with rules and a clock of its own. */
export function ruleLine(rules: readonly BoundRule[]) {
  let line: LineRules = { recipe: "control-box", line: "line-1", version: 1, states: {} };
  let nowMs = START_MS;
  let serial = 0;
  const answered = new Set<string>();
  const told: Announcement[] = [];
  const recovered: string[] = [];

  function step(facts: readonly Fact[], version = 1, ofFacts = rules): Announcement[] {
    const heard = facts.map((one) => ({ fact: one, version, rules: ofFacts }));
    // As it is kept between two steps.
    const kept: LineRules = JSON.parse(JSON.stringify(line));
    const { state, announcements, recoveredAlerts } = advanceLine(kept, heard, nowMs, (id) =>
      answered.has(id),
    );
    line = state;
    told.push(...announcements);
    recovered.push(...recoveredAlerts);
    return announcements;
  }

  return {
    told,
    recovered,
    answered,
    step,
    state: () => line,
    /** One widget after the other. */
    see(...kinds: Fact["kind"][]): Announcement[] {
      return kinds.flatMap((kind) => step([fact(String(serial++).padStart(5, "0"), kind, nowMs)]));
    },
    wait(minutes: number): Announcement[] {
      nowMs += minutes * MINUTE_MS;
      return step([]);
    },
  };
}

/** How many facts a message accounts for. */
export function accountsFor(announcement: Announcement): number {
  if (announcement.kind === "fact") return 1;
  return announcement.kind === "gathered" ? countOf(announcement.gathered) : 0;
}

import type { Fact, Gathered, News } from "./gathered.ts";
import type { BoundRule } from "./rule.ts";

/** What one rule remembers of one recipe on one line. Times are milliseconds since 1970. */
export type RuleState = {
  bound: BoundRule;
  /** When it told something by itself, within the last hour, where that is limited. */
  toldMs: number[];
  /** What waits to be told in one message, and until when. */
  gathered?: Gathered;
  dueMs?: number;
  /** After a first one, and in a storm: what comes before this is gathered. */
  windowUntilMs?: number;
  /** Of `line-state`: fails and passes in a row. */
  fails?: number;
  passes?: number;
  /** Of `fail-rate`: the last widgets, `1` for a fail, the newest last. */
  recent?: string;
  /** Of both: whether the line is bad. */
  bad?: boolean;
  /** What people can acknowledge; `escalateMs`: when others are told if nobody has. */
  alert?: { id: string; escalateMs?: number };
  /** Newer versions of the recipe do not have the rule: it tells what it holds, and is forgotten. */
  retired?: boolean;
};

/** All rules of one recipe on one line, by their keys. */
export type LineRules = {
  recipe: string;
  line?: string;
  /** The newest version of the recipe that was seen. */
  version: number;
  states: Record<string, RuleState>;
};

/** One message that has to be told. It follows from this alone, so composing it again after a crash gives the same message. */
export type Announcement = {
  bound: BoundRule;
  atMs: number;
  /** The alert that it belongs to; `opens`: it is the first of it. */
  alert?: { id: string; opens: boolean; escalateMs?: number };
} & (
  | { kind: "fact"; fact: Fact }
  | { kind: "gathered"; gathered: Gathered }
  | { kind: "news"; news: News }
  | { kind: "escalation" }
);

/** What became of a rule, a line, in one step. */
export type Step<S> = { state: S; announcements: Announcement[]; recoveredAlerts: string[] };

/** Rules that tell of a state, which lasts until it is over, and not of widgets. */
export function isStateRule({ rule }: BoundRule): boolean {
  return rule.when === "line-state" || rule.when === "fail-rate";
}

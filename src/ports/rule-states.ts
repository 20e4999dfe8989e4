import type { Announcement, LineRules } from "../domain/rules/rule-state.ts";

/** What was decided and is not done yet: whoever reads it does it, as often as it is read. */
export type Decided = {
  announcements: Announcement[];
  recoveredAlerts: string[];
  /** Messages to the rules that are answered by this. */
  answered: string[];
  /** ISO 8601. */
  at: string;
};

export type KeptRules = {
  rules: LineRules;
  /** Counts from 1 with each save. */
  revision: number;
  decided?: Decided;
};

/** What the rules of each recipe and line remember, so that nothing is told twice or forgotten over a crash. */
export interface RuleStates {
  get(key: string): Promise<KeptRules | undefined>;
  /**
   * Keep it if nobody has kept a newer one since.
   * @param kept `revision` one above the one that was read; 1 for the first
   * @param dueAt when {@link due} names it; without it never
   * @returns false, and keeps nothing, when somebody was faster
   */
  save(key: string, kept: KeptRules, dueAt?: Date): Promise<boolean>;
  /** Keys whose time has come, the earliest first. */
  due(now: Date, limit: number): Promise<string[]>;
}

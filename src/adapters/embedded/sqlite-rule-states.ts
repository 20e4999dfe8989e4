import type { KeptRules, RuleStates } from "../../ports/rule-states.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export function createSqliteRuleStates(db: SqliteDatabase): RuleStates {
  return {
    async get(key) {
      const row = db.get<{ kept: string }>("SELECT kept FROM rule_states WHERE key = ?", key);
      if (row === undefined) return undefined;
      const kept: KeptRules = JSON.parse(row.kept);
      return kept;
    },

    async save(key, kept, dueAt) {
      const [revision, dueMs, text] = [kept.revision, dueAt?.getTime() ?? null, JSON.stringify(kept)];
      const changed =
        revision === 1
          ? db.run(
              "INSERT INTO rule_states (key, revision, due_ms, kept) VALUES (?, 1, ?, ?) ON CONFLICT (key) DO NOTHING",
              key,
              dueMs,
              text,
            )
          : db.run(
              "UPDATE rule_states SET revision = ?, due_ms = ?, kept = ? WHERE key = ? AND revision = ?",
              revision,
              dueMs,
              text,
              key,
              revision - 1,
            );
      return changed === 1;
    },

    async due(now, limit) {
      return db
        .all<{ key: string }>(
          "SELECT key FROM rule_states WHERE due_ms <= ? ORDER BY due_ms LIMIT ?",
          now.getTime(),
          limit,
        )
        .map(({ key }) => key);
    },
  };
}

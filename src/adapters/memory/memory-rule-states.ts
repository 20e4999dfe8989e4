import type { KeptRules, RuleStates } from "../../ports/rule-states.ts";

export function createMemoryRuleStates(): RuleStates {
  const held = new Map<string, { kept: KeptRules; dueMs: number }>();
  return {
    async get(key) {
      return structuredClone(held.get(key)?.kept);
    },
    async save(key, kept, dueAt) {
      if (kept.revision !== (held.get(key)?.kept.revision ?? 0) + 1) return false;
      held.set(key, { kept: structuredClone(kept), dueMs: dueAt?.getTime() ?? Number.POSITIVE_INFINITY });
      return true;
    },
    async due(now, limit) {
      return [...held]
        .filter(([, { dueMs }]) => dueMs <= now.getTime())
        .sort(([, a], [, b]) => a.dueMs - b.dueMs)
        .slice(0, limit)
        .map(([key]) => key);
    },
  };
}

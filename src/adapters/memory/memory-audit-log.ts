import type { AuditEntry, AuditLog } from "../../ports/audit-log.ts";

export function createMemoryAuditLog(): AuditLog {
  const entries: AuditEntry[] = [];
  return {
    async append(entry) {
      entries.push(structuredClone(entry));
    },
    async list({ limit, before }) {
      const end = before === undefined ? entries.length : entries.findIndex(({ id }) => id === before);
      return structuredClone(entries.slice(0, Math.max(0, end)).reverse().slice(0, limit));
    },
  };
}

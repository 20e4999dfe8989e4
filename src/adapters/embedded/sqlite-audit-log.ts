import type { AuditEntry, AuditLog } from "../../ports/audit-log.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** The table refuses changes itself, see the migrations. */
export function createSqliteAuditLog(db: SqliteDatabase): AuditLog {
  return {
    async append(entry) {
      db.run("INSERT INTO audit (id, entry) VALUES (?, ?)", entry.id, JSON.stringify(entry));
    },
    async list({ limit, before }) {
      const rows = db.all<{ entry: string }>(
        `SELECT entry FROM audit WHERE ? IS NULL OR sequence < (SELECT sequence FROM audit WHERE id = ?)
         ORDER BY sequence DESC LIMIT ?`,
        ...[before ?? null, before ?? null, limit],
      );
      return rows.map(({ entry }) => JSON.parse(entry) as AuditEntry);
    },
  };
}

import type { Alert } from "../../domain/rules/alert.ts";
import type { AlertStore } from "../../ports/alert-store.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export function createSqliteAlertStore(db: SqliteDatabase): AlertStore {
  function read(id: string): Alert | undefined {
    const row = db.get<{ alert: string }>("SELECT alert FROM alerts WHERE id = ?", id);
    if (row === undefined) return undefined;
    const alert: Alert = JSON.parse(row.alert);
    return alert;
  }

  /** In a transaction, because two may change different fields at once. */
  function change(id: string, apply: (alert: Alert) => void): void {
    db.transaction(() => {
      const alert = read(id);
      if (!alert) return;
      apply(alert);
      db.run(
        "UPDATE alerts SET acknowledged = ?, alert = ? WHERE id = ?",
        alert.acknowledgement ? 1 : 0,
        JSON.stringify(alert),
        id,
      );
    });
  }

  return {
    async open(alert) {
      db.run(
        "INSERT INTO alerts (id, opened_ms, acknowledged, alert) VALUES (?, ?, 0, ?) ON CONFLICT (id) DO NOTHING",
        alert.id,
        Date.parse(alert.openedAt),
        JSON.stringify(alert),
      );
    },

    async get(id) {
      return read(id);
    },

    async list({ acknowledged }, { limit, cursor }) {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const rows = db.all<{ id: string; opened_ms: number; alert: string }>(
        `SELECT id, opened_ms, alert FROM alerts
         WHERE acknowledged IN (?, ?) ${after ? "AND (opened_ms, id) < (?, ?)" : ""}
         ORDER BY opened_ms DESC, id DESC LIMIT ?`,
        acknowledged === true ? 1 : 0,
        acknowledged === false ? 0 : 1,
        ...(after ?? []),
        limit + 1,
      );
      const page = rows.slice(0, limit);
      const items = page.map(({ alert }): Alert => JSON.parse(alert));
      const last = page.at(-1);
      return rows.length > limit && last
        ? { items, next: writeCursor([last.opened_ms, last.id]) }
        : { items };
    },

    async acknowledge({ alertId, by, at, note }) {
      change(alertId, (alert) => {
        alert.acknowledgement ??= { by, at, ...(note === undefined ? {} : { note }) };
      });
    },

    async note(id, what, at) {
      change(id, (alert) => {
        alert[what] ??= at;
      });
    },
  };
}

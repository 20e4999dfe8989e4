import { PartproofError } from "../../domain/errors.ts";
import type { Alert } from "../../domain/rules/alert.ts";
import type { AlertStore } from "../../ports/alert-store.ts";

export function createMemoryAlertStore(): AlertStore {
  const alerts = new Map<string, Alert>();
  return {
    async open(alert) {
      if (!alerts.has(alert.id)) alerts.set(alert.id, structuredClone(alert));
    },
    async get(id) {
      return structuredClone(alerts.get(id));
    },
    async list({ acknowledged }, { limit, cursor }) {
      const all = [...alerts.values()]
        .filter(
          (alert) => acknowledged === undefined || (alert.acknowledgement !== undefined) === acknowledged,
        )
        .sort((a, b) =>
          a.openedAt === b.openedAt ? (a.id < b.id ? 1 : -1) : a.openedAt < b.openedAt ? 1 : -1,
        );
      const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
      if (cursor !== undefined && start === 0)
        throw new PartproofError("invalid-input", "The cursor is not one that this store made.");
      const items = structuredClone(all.slice(start, start + limit));
      const next = items.at(-1)?.id;
      return start + limit < all.length && next !== undefined ? { items, next } : { items };
    },
    async acknowledge({ alertId, by, at, note }) {
      const alert = alerts.get(alertId);
      if (alert) alert.acknowledgement ??= { by, at, ...(note === undefined ? {} : { note }) };
    },
    async note(id, what, at) {
      const alert = alerts.get(id);
      if (alert) alert[what] ??= at;
    },
  };
}

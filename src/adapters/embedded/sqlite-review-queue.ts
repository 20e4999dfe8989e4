import type { ReviewItem, ReviewReason } from "../../domain/review/review-item.ts";
import type { ReviewQueue } from "../../ports/review-queue.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** Add an item, also inside a transaction of the caller. */
export function addReview(db: SqliteDatabase, item: ReviewItem): "queued" | "already-known" {
  const added = db.run(
    `INSERT INTO review_items (inspection_id, reason, queued_ms, place_ms, retain_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (inspection_id) DO NOTHING`,
    item.inspectionId,
    item.reason,
    Date.parse(item.queuedAt),
    item.placeMs,
    Date.parse(item.retainUntil),
  );
  return added === 1 ? "queued" : "already-known";
}

/** Take an item out or put it back, also inside a transaction of the caller. What never was in the queue stays out. */
export function decideReview(db: SqliteDatabase, inspectionId: string, decided: boolean): void {
  db.run(
    `UPDATE review_items SET decided = ?, claim = NULL, held_by = NULL, held_until_ms = 0 WHERE inspection_id = ?`,
    decided ? 1 : 0,
    inspectionId,
  );
}

export function createSqliteReviewQueue(db: SqliteDatabase): ReviewQueue {
  return {
    async add(item) {
      return addReview(db, item);
    },

    async claim({ by, claimId, now, until, only, except = [] }) {
      const first = () =>
        only === undefined
          ? db.get<ItemRow>(FIRST_FREE, now.getTime(), JSON.stringify(except))
          : db.get<ItemRow>(`${FREE} AND inspection_id = ?`, now.getTime(), JSON.stringify(except), only);
      // Only readers here: people who wait for work ask often, and must not take the write lock each time.
      if (first() === undefined) return undefined;
      return db.transaction(() => {
        const row = first();
        if (row === undefined) return undefined;
        db.run(
          "UPDATE review_items SET claim = ?, held_by = ?, held_until_ms = ? WHERE inspection_id = ?",
          claimId,
          by,
          until.getTime(),
          row.inspection_id,
        );
        return asItem(row);
      });
    },

    async renew({ inspectionId, claimId }, until) {
      const kept = db.run(
        "UPDATE review_items SET held_until_ms = ? WHERE inspection_id = ? AND claim = ? AND decided = 0",
        until.getTime(),
        inspectionId,
        claimId,
      );
      return kept === 1;
    },

    async release({ inspectionId, claimId }) {
      db.run(
        "UPDATE review_items SET claim = NULL, held_by = NULL, held_until_ms = 0 WHERE inspection_id = ? AND claim = ?",
        inspectionId,
        claimId,
      );
    },

    async settle(inspectionId) {
      decideReview(db, inspectionId, true);
    },

    async isSample(inspectionId) {
      const row = db.get<{ reason: ReviewReason }>(
        "SELECT reason FROM review_items WHERE inspection_id = ?",
        inspectionId,
      );
      return row?.reason === "sample";
    },

    async list(now, limit) {
      const rows = db.all<ItemRow>(`${ITEMS} ORDER BY place_ms, inspection_id LIMIT ?`, limit);
      return rows.map((row) => ({ ...asItem(row), ...holder(row, now) }));
    },

    async stats(now) {
      const row = db.get<{
        waiting: number;
        held: number | null;
        samples: number | null;
        oldest: number | null;
      }>(
        `SELECT count(*) AS waiting, sum(held_until_ms > ?) AS held, sum(reason = 'sample') AS samples,
                min(queued_ms) AS oldest
         FROM review_items WHERE decided = 0`,
        now.getTime(),
      );
      return {
        waiting: row?.waiting ?? 0,
        held: row?.held ?? 0,
        samples: row?.samples ?? 0,
        ...(row?.oldest == null ? {} : { oldestQueuedAt: new Date(row.oldest).toISOString() }),
      };
    },
  };
}

type ItemRow = {
  inspection_id: string;
  reason: ReviewReason;
  queued_ms: number;
  place_ms: number;
  retain_ms: number;
  held_by: string | null;
  held_until_ms: number;
};

const ITEMS = `
  SELECT inspection_id, reason, queued_ms, place_ms, retain_ms, held_by, held_until_ms
  FROM review_items WHERE decided = 0`;
const FREE = `${ITEMS} AND held_until_ms <= ? AND inspection_id NOT IN (SELECT value FROM json_each(?))`;
/** Those held or skipped are few, so the index by place is walked for a few steps at most. */
export const FIRST_FREE = `${FREE} ORDER BY place_ms, inspection_id LIMIT 1`;

function asItem(row: ItemRow): ReviewItem {
  return {
    inspectionId: row.inspection_id,
    reason: row.reason,
    queuedAt: new Date(row.queued_ms).toISOString(),
    placeMs: row.place_ms,
    retainUntil: new Date(row.retain_ms).toISOString(),
  };
}

function holder({ held_by, held_until_ms }: ItemRow, now: Date) {
  if (held_by === null || held_until_ms <= now.getTime()) return {};
  return { heldBy: held_by, heldUntil: new Date(held_until_ms).toISOString() };
}

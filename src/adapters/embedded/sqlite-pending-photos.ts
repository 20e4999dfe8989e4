import type { PendingPhotos } from "../../ports/pending-photos.ts";
import type { Receipt } from "../../ports/record-store.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export function createSqlitePendingPhotos(db: SqliteDatabase): PendingPhotos {
  return {
    async receivedBetween(since, until, limit) {
      const rows = db.all<{ receipt: string }>(PENDING, since.getTime(), until.getTime(), limit);
      return rows.map(({ receipt }): Receipt => JSON.parse(receipt));
    },
  };
}

const PENDING = `
  SELECT receipt FROM receipts
  WHERE received_ms > ? AND received_ms <= ?
    AND NOT EXISTS (SELECT 1 FROM inspections WHERE inspections.id = receipts.inspection_id)
  ORDER BY received_ms LIMIT ?`;

import { toInspection } from "../../domain/evidence.ts";
import type { Disposition } from "../../domain/inspection.ts";
import { type LiveRecords, MOST_LINES, type RecordedChange } from "../../ports/live-records.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { dispositionsOf, type InspectionEntry } from "./sqlite-dispositions.ts";

type ChangeRow = { sequence: number; entry: string | null; disposition: string | null; line: string | null };

/** Reads what this and other processes recorded; nothing has to be told to it. */
export function createSqliteLiveRecords(db: SqliteDatabase): LiveRecords {
  function changeOf({ sequence, entry, disposition, line }: ChangeRow): RecordedChange {
    if (disposition !== null) {
      const decided: Disposition = JSON.parse(disposition);
      return { sequence, kind: "disposition", disposition: decided, ...(line === null ? {} : { line }) };
    }
    if (entry === null) return { sequence, kind: "other" };
    const sealed: InspectionEntry = JSON.parse(entry);
    const inspection = toInspection(sealed, dispositionsOf(db, sealed.inspection.id));
    return { sequence, kind: "inspection", inspection };
  }

  return {
    async after(sequence, limit) {
      return db.all<ChangeRow>(CHANGES_AFTER, sequence, limit).map(changeOf);
    },

    async lines() {
      const rows = db.all<{ line: string; last_ms: number }>(LINES, MOST_LINES);
      return rows.map(({ line, last_ms }) => ({ line, lastReceivedAt: new Date(last_ms).toISOString() }));
    },
  };
}

/** Of two entries about one photo the earlier one holds: the other one is no news. */
export const CHANGES_AFTER = `
  SELECT e.sequence, d.disposition, i.line,
         CASE WHEN i.sequence = e.sequence THEN i.entry END AS entry
  FROM evidence_entries e
  LEFT JOIN inspections i ON i.id = e.inspection_id
  LEFT JOIN dispositions d ON d.sequence = e.sequence
  WHERE e.sequence > ? ORDER BY e.sequence LIMIT ?`;

/** From one line to the next through the index: DISTINCT would read it from end to end. */
export const LINES = `
  WITH RECURSIVE names (line) AS (
    SELECT min(line) FROM inspections WHERE line IS NOT NULL
    UNION ALL
    SELECT (SELECT min(line) FROM inspections WHERE line > names.line) FROM names WHERE names.line IS NOT NULL
  )
  SELECT line, (SELECT max(received_ms) FROM inspections WHERE inspections.line = names.line) AS last_ms
  FROM names WHERE line IS NOT NULL LIMIT ?`;

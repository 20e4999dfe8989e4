import { PartproofError } from "../../domain/errors.ts";
import { type EvidenceEntry, toInspection } from "../../domain/evidence.ts";
import type { Inspection } from "../../domain/inspection.ts";
import { holdingDecision } from "../../domain/review/holding-decision.ts";
import { reviewItemOf } from "../../domain/review/review-item.ts";
import type { Receipt, RecordStore } from "../../ports/record-store.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { dispositionsOf, type InspectionEntry } from "./sqlite-dispositions.ts";
import { countInspections, listEntries } from "./sqlite-inspection-query.ts";
import { addKeptReport } from "./sqlite-kept-reports.ts";
import { addMessage } from "./sqlite-message-outbox.ts";
import { addReview, decideReview } from "./sqlite-review-queue.ts";

/** Receipts and records in the home's database, and in the same transaction the messages and reviews they ask for. */
export function createSqliteRecordStore(db: SqliteDatabase): RecordStore {
  function readInspection(text: string): Inspection {
    const entry: InspectionEntry = JSON.parse(text);
    return toInspection(entry, dispositionsOf(db, entry.inspection.id));
  }

  function recordedHash(sequence: number): string | undefined {
    return db.get<{ sha256: string }>("SELECT sha256 FROM evidence_entries WHERE sequence = ?", sequence)
      ?.sha256;
  }

  function recordedThrough(): number {
    return db.get<{ sequence: number }>("SELECT sequence FROM recorded_through")?.sequence ?? 0;
  }

  return {
    async receive(receipt) {
      const known = () =>
        db.get<{ receipt: string }>("SELECT receipt FROM receipts WHERE dedupe_key = ?", receipt.dedupeKey);
      const first = known() ?? db.transaction(() => known() ?? insertReceipt(db, receipt));
      if (first === undefined) return { receipt, duplicate: false };
      const firstReceipt: Receipt = JSON.parse(first.receipt);
      return { receipt: firstReceipt, duplicate: true };
    },

    async getReceipt(inspectionId) {
      const row = db.get<{ receipt: string }>(
        "SELECT receipt FROM receipts WHERE inspection_id = ?",
        inspectionId,
      );
      if (row === undefined) return undefined;
      const receipt: Receipt = JSON.parse(row.receipt);
      return receipt;
    },

    async record(entry, messages) {
      return db.transaction(() => {
        const known = recordedHash(entry.sequence);
        if (known === entry.sha256) return "already-recorded";
        if (known !== undefined) {
          throw new PartproofError(
            "conflict",
            `Evidence entry ${entry.sequence} is recorded with another hash: ${known}, not ${entry.sha256}.`,
          );
        }
        insertEntry(db, entry);
        advanceRecordedThrough(db, recordedThrough(), entry.sequence);
        for (const message of messages) addMessage(db, message);
        return "recorded";
      });
    },

    async recordedThrough() {
      return recordedThrough();
    },
    async recordedHash(sequence) {
      return recordedHash(sequence);
    },
    async lastRecorded() {
      return db.get<{ last: number | null }>("SELECT max(sequence) AS last FROM evidence_entries")?.last ?? 0;
    },

    async isPhotoNeeded(imageKey, now) {
      return (
        db.get(PHOTO_IS_NEEDED, imageKey, imageKey, now.getTime(), imageKey, now.getTime()) !== undefined
      );
    },

    async get(inspectionId) {
      const row = db.get<{ entry: string }>("SELECT entry FROM inspections WHERE id = ?", inspectionId);
      return row && readInspection(row.entry);
    },

    async list(filter, page) {
      const { items, next } = listEntries(db, filter, page);
      const inspections = items.map(readInspection);
      return next === undefined ? { items: inspections } : { items: inspections, next };
    },

    async count(filter) {
      return countInspections(db, filter);
    },
  };
}

const PHOTO_IS_NEEDED = `
  SELECT 1 AS needed WHERE
    EXISTS (SELECT 1 FROM receipts WHERE image_key = ?
            AND NOT EXISTS (SELECT 1 FROM inspections WHERE id = receipts.inspection_id))
    OR EXISTS (SELECT 1 FROM inspections WHERE original_key = ? AND retain_ms > ?)
    OR EXISTS (SELECT 1 FROM inspections WHERE analyzed_key = ? AND retain_ms > ?)`;

function insertReceipt(db: SqliteDatabase, receipt: Receipt): undefined {
  const { source } = receipt;
  db.run(
    `INSERT INTO receipts (inspection_id, dedupe_key, received_ms, recipe, line, serial, lot, image_key, receipt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    receipt.inspectionId,
    receipt.dedupeKey,
    Date.parse(receipt.receivedAt),
    receipt.recipe.id,
    source.line ?? null,
    source.serial ?? null,
    source.lot ?? null,
    receipt.imageKey,
    JSON.stringify(receipt),
  );
}

function insertEntry(db: SqliteDatabase, entry: EvidenceEntry): void {
  const about =
    entry.kind === "inspection"
      ? entry.inspection.id
      : entry.kind === "disposition"
        ? entry.disposition.inspectionId
        : null;
  db.run(
    "INSERT INTO evidence_entries (sequence, kind, sha256, inspection_id) VALUES (?, ?, ?, ?)",
    entry.sequence,
    entry.kind,
    entry.sha256,
    about,
  );
  if (entry.kind === "inspection") insertInspection(db, entry);
  if (entry.kind === "report") addKeptReport(db, entry);
  if (entry.kind === "disposition") {
    db.run(
      "INSERT INTO dispositions (sequence, inspection_id, disposition) VALUES (?, ?, ?)",
      entry.sequence,
      entry.disposition.inspectionId,
      JSON.stringify(entry.disposition),
    );
    const { inspectionId } = entry.disposition;
    const dispositions = dispositionsOf(db, inspectionId);
    decideReview(db, inspectionId, holdingDecision({ dispositions }) !== undefined);
  }
}

/** Of two entries about one photo the earlier one holds, in whatever order they are recorded. */
function insertInspection(db: SqliteDatabase, entry: InspectionEntry): void {
  const { inspection } = entry;
  const inserted = db.run(
    `INSERT INTO inspections (id, sequence, received_ms, recipe, line, serial, lot, verdict, has_receipt,
                              original_key, analyzed_key, retain_ms, entry)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, EXISTS (SELECT 1 FROM receipts WHERE inspection_id = ?), ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       sequence = excluded.sequence, received_ms = excluded.received_ms, recipe = excluded.recipe,
       line = excluded.line, serial = excluded.serial, lot = excluded.lot, verdict = excluded.verdict,
       has_receipt = excluded.has_receipt, original_key = excluded.original_key,
       analyzed_key = excluded.analyzed_key, retain_ms = excluded.retain_ms, entry = excluded.entry
     WHERE excluded.sequence < inspections.sequence`,
    inspection.id,
    entry.sequence,
    Date.parse(inspection.receivedAt),
    inspection.recipe.id,
    inspection.source.line ?? null,
    inspection.source.serial ?? null,
    inspection.source.lot ?? null,
    inspection.verdict,
    inspection.id,
    inspection.originalKey,
    inspection.analyzedKey ?? null,
    Date.parse(inspection.retainUntil),
    JSON.stringify(entry),
  );
  const review = reviewItemOf(inspection);
  if (inserted === 1 && review) addReview(db, review);
}

/** Only an entry that closes the first gap moves it: up to the next gap, wherever that is. */
function advanceRecordedThrough(db: SqliteDatabase, through: number, recorded: number): void {
  if (recorded !== through + 1) return;
  const run = db.get<{ last: number }>(
    `SELECT sequence AS last FROM evidence_entries entry WHERE sequence > ? AND NOT EXISTS
       (SELECT 1 FROM evidence_entries WHERE sequence = entry.sequence + 1)
     ORDER BY sequence LIMIT 1`,
    through,
  );
  db.run("UPDATE recorded_through SET sequence = ?", run?.last ?? recorded);
}

import { PartproofError } from "../../domain/errors.ts";
import type { DeadLetter, WorkQueue } from "../../ports/work-queue.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/**
 * The queue in the home's database. A job that is done leaves no trace, so it could be queued again: that it was
 * done is known to the record store, which the flow asks first.
 */
export function createSqliteWorkQueue(db: SqliteDatabase): WorkQueue {
  return {
    async enqueue({ inspectionId }, now) {
      const added = db.run(
        `INSERT INTO jobs (inspection_id, state, queued_ms, available_ms) VALUES (?, 'waiting', ?, ?)
         ON CONFLICT (inspection_id) DO NOTHING`,
        inspectionId,
        now.getTime(),
        now.getTime(),
      );
      return added === 1 ? "queued" : "already-queued";
    },

    async claim(now, leaseMs, inspectionId) {
      const nowMs = now.getTime();
      const nextDue = () =>
        inspectionId === undefined
          ? db.get<DueRow>(`${DUE_JOBS} ${OLDEST_FIRST}`, nowMs)
          : db.get<DueRow>(`${DUE_JOBS} AND inspection_id = ?`, nowMs, inspectionId);
      // Only readers here: an idle loop that polls must not take the write lock each time.
      if (nextDue() === undefined) return undefined;
      return db.transaction(() => {
        const next = nextDue();
        if (next === undefined) return undefined;
        db.run(
          "UPDATE jobs SET state = 'claimed', attempts = attempts + 1, available_ms = ? WHERE inspection_id = ?",
          nowMs + leaseMs,
          next.inspection_id,
        );
        return { inspectionId: next.inspection_id, attempts: next.attempts + 1 };
      });
    },

    async extend({ inspectionId, attempts }, until) {
      const kept = db.run(
        "UPDATE jobs SET available_ms = ? WHERE inspection_id = ? AND state = 'claimed' AND attempts = ?",
        until.getTime(),
        inspectionId,
        attempts,
      );
      return kept === 1;
    },

    async complete(inspectionId) {
      db.run("DELETE FROM jobs WHERE inspection_id = ?", inspectionId);
    },

    async retry(inspectionId, reason, dueAt) {
      db.run(
        `UPDATE jobs SET state = 'waiting', reason = ?, available_ms = ?
         WHERE inspection_id = ? AND state <> 'dead'`,
        reason,
        dueAt.getTime(),
        inspectionId,
      );
    },

    async bury(inspectionId, reason, now) {
      db.run(
        "UPDATE jobs SET state = 'dead', reason = ?, failed_ms = ? WHERE inspection_id = ?",
        reason,
        now.getTime(),
        inspectionId,
      );
    },

    async deadLetters(limit) {
      const rows = db.all<DeadRow>(`${DEAD_LETTERS} ORDER BY failed_ms DESC LIMIT ?`, limit);
      return rows.map(asDeadLetter);
    },

    async deadLetter(inspectionId) {
      const row = db.get<DeadRow>(`${DEAD_LETTERS} AND inspection_id = ?`, inspectionId);
      return row && asDeadLetter(row);
    },

    async redrive(inspectionId, now) {
      const put = db.run(
        `UPDATE jobs SET state = 'waiting', queued_ms = ?, available_ms = ?, attempts = 0, reason = '', failed_ms = NULL
         WHERE inspection_id = ? AND state = 'dead'`,
        now.getTime(),
        now.getTime(),
        inspectionId,
      );
      if (put === 0) throw new PartproofError("not-found", `There is no dead letter ${inspectionId}.`);
    },

    async stats(now) {
      const nowMs = now.getTime();
      const alive = db.get<{ waiting: number | null; inProgress: number | null; oldest: number | null }>(
        `SELECT sum(state = 'waiting' OR available_ms <= ?) AS waiting,
                sum(state = 'claimed' AND available_ms > ?) AS inProgress,
                min(queued_ms) AS oldest
         FROM jobs WHERE state <> 'dead'`,
        nowMs,
        nowMs,
      );
      const dead = db.get<{ n: number }>("SELECT count(*) AS n FROM jobs WHERE state = 'dead'");
      return {
        waiting: alive?.waiting ?? 0,
        inProgress: alive?.inProgress ?? 0,
        dead: dead?.n ?? 0,
        oldestAgeMs: Math.max(0, nowMs - (alive?.oldest ?? nowMs)),
      };
    },
  };
}

type DueRow = { inspection_id: string; attempts: number };

const DUE_JOBS = "SELECT inspection_id, attempts FROM jobs WHERE state <> 'dead' AND available_ms <= ?";
/** The one that has been due the longest; a job whose lease has run out is due since then. */
const OLDEST_FIRST = "ORDER BY available_ms, rowid LIMIT 1";

const DEAD_LETTERS = "SELECT inspection_id, reason, attempts, failed_ms FROM jobs WHERE state = 'dead'";

type DeadRow = { inspection_id: string; reason: string; attempts: number; failed_ms: number };

function asDeadLetter(row: DeadRow): DeadLetter {
  return {
    inspectionId: row.inspection_id,
    reason: row.reason,
    attempts: row.attempts,
    failedAt: new Date(row.failed_ms).toISOString(),
  };
}

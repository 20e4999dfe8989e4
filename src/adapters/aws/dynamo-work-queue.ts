import { randomUUID } from "node:crypto";
import { monotonicFactory } from "ulid";
import { PartproofError } from "../../domain/errors.ts";
import type { ClaimedJob, DeadLetter, Job, WorkQueue } from "../../ports/work-queue.ts";
import { numberOf, textOf } from "./dynamo-codec.ts";
import { assign, type DynamoTable, type Item, openItems } from "./dynamo-items.ts";
import { keyOf, placeInTime } from "./dynamo-keys.ts";
import { WORK_INDEX } from "./dynamo-table.ts";

/** The port, and what only a queue with wake-ups needs. */
export type DynamoWorkQueue = WorkQueue & {
  /**
   * Wake somebody again for jobs that have been due for longer than `overdueMs`: their wake-up was lost, because
   * whoever was to send it died between writing and sending, or it still waits behind others. Those that were queued
   * first come first, and at most `limit`, so that a long line is not doubled with each call. @returns how many
   */
  wakeOverdue(now: Date, overdueMs: number, limit: number): Promise<number>;
};

const nextTurn = monotonicFactory();
/** A wake-up cannot be put off for longer; one that comes early finds the job not due. */
const LONGEST_DELAY_SECONDS = 900;

/**
 * A ledger of jobs: who may inspect which photo, and when. A job that is done leaves no trace, as in SQLite.
 * @param options wake: tell some worker to look at a job, `delaySeconds` (0 to 900) from now; called after the job
 *   was queued, put back or redriven. Without it, workers have to ask. now: the clock for such delays
 */
export function createDynamoWorkQueue(
  options: DynamoTable & {
    wake?: (job: Job, delaySeconds: number) => Promise<void>;
    now?: () => Date;
  },
): DynamoWorkQueue {
  const items = openItems(options);
  const { wake = async () => {}, now: clock = () => new Date() } = options;
  const alive = { index: WORK_INDEX, where: "#work = :work", values: { work: "job-alive" } };
  const dead = { index: WORK_INDEX, where: "#work = :work", values: { work: "job-dead" } };

  async function claimJob(inspectionId: string, now: Date, leaseMs: number): Promise<ClaimedJob | undefined> {
    const { change, values } = assign({
      state: "claimed",
      availableMs: now.getTime() + leaseMs,
      claim: randomUUID(),
    });
    const claimed = await items.update(keyOf.job(inspectionId), {
      change: `${change} ADD #attempts :one`,
      // "Or ours already": the SDK asks again when an answer was lost. That costs the job a try, not its lease.
      when: "attribute_exists(pk) AND #state <> :dead AND (#availableMs <= :now OR #claim = :claim)",
      values: { ...values, one: 1, dead: "dead", now: now.getTime() },
    });
    return claimed && { inspectionId, attempts: numberOf(claimed, "attempts") };
  }

  return {
    async enqueue({ inspectionId }, now) {
      const turn = nextTurn();
      const added = await items.putNew({ ...keyOf.job(inspectionId), ...asNew(now, turn) });
      // Also when it waits already: whoever queued it may have died before the wake-up. The dead are left to rest.
      const known = added ? undefined : await items.get(keyOf.job(inspectionId));
      if (added || (known !== undefined && isDue(known, now))) await wake({ inspectionId }, 0);
      return added ? "queued" : "already-queued";
    },

    async claim(now, leaseMs, inspectionId) {
      if (inspectionId !== undefined) return claimJob(inspectionId, now, leaseMs);
      const due = items.query({
        ...alive,
        filter: "#availableMs <= :now",
        values: { ...alive.values, now: now.getTime() },
      });
      for await (const candidate of due) {
        const claimed = await claimJob(idOf(candidate), now, leaseMs);
        if (claimed !== undefined) return claimed;
      }
      return undefined;
    },

    async extend({ inspectionId, attempts }, until) {
      const kept = await items.update(keyOf.job(inspectionId), {
        change: "SET #availableMs = :until",
        when: "#state = :claimed AND #attempts = :attempts",
        values: { until: until.getTime(), claimed: "claimed", attempts },
      });
      return kept !== undefined;
    },

    async complete(inspectionId) {
      await items.remove(keyOf.job(inspectionId));
    },

    async retry(inspectionId, reason, dueAt) {
      const { change, values } = assign({
        state: "waiting",
        reason,
        availableMs: dueAt.getTime(),
        claim: undefined,
      });
      const put = await items.update(keyOf.job(inspectionId), {
        change,
        when: "attribute_exists(pk) AND #state <> :dead",
        values: { ...values, dead: "dead" },
      });
      const delaySeconds = Math.ceil((dueAt.getTime() - clock().getTime()) / 1000);
      if (put) await wake({ inspectionId }, Math.min(LONGEST_DELAY_SECONDS, Math.max(0, delaySeconds)));
    },

    async bury(inspectionId, reason, now) {
      const { change, values } = assign({
        state: "dead",
        work: "job-dead",
        workAt: placeInTime(now.getTime(), nextTurn()),
        failedMs: now.getTime(),
        reason,
        claim: undefined,
      });
      await items.update(keyOf.job(inspectionId), { change, values, when: "attribute_exists(pk)" });
    },

    async deadLetters(limit) {
      const newest: string[] = [];
      for await (const indexed of items.query({ ...dead, descending: true, pageSize: limit })) {
        newest.push(idOf(indexed));
        if (newest.length === limit) break;
      }
      const found = await items.getMany(newest.map(keyOf.job));
      return found
        .filter((job) => job["state"] === "dead")
        .sort((a, b) => (textOf(a, "workAt") < textOf(b, "workAt") ? 1 : -1))
        .map(asDeadLetter);
    },

    async deadLetter(inspectionId) {
      const job = await items.get(keyOf.job(inspectionId));
      return job?.["state"] === "dead" ? asDeadLetter(job) : undefined;
    },

    async redrive(inspectionId, now) {
      const { change, values } = assign({
        ...asNew(now, nextTurn()),
        failedMs: undefined,
        reason: undefined,
        claim: randomUUID(),
      });
      const put = await items.update(keyOf.job(inspectionId), {
        change,
        when: "#state = :dead OR #claim = :claim",
        values: { ...values, dead: "dead" },
      });
      if (put === undefined) {
        throw new PartproofError("not-found", `There is no dead letter ${inspectionId}.`);
      }
      await wake({ inspectionId }, 0);
    },

    async stats(now) {
      const stats = { waiting: 0, inProgress: 0, dead: await items.count(dead), oldestAgeMs: 0 };
      for await (const job of items.query(alive)) {
        const inProgress = job["state"] === "claimed" && !isDue(job, now);
        stats[inProgress ? "inProgress" : "waiting"] += 1;
        // In the order in which they were queued, so the first one is the oldest.
        const ageMs = now.getTime() - Number.parseInt(textOf(job, "workAt"), 10);
        stats.oldestAgeMs = Math.max(stats.oldestAgeMs, ageMs);
      }
      return stats;
    },

    async wakeOverdue(now, overdueMs, limit) {
      const overdue = items.query({
        ...alive,
        filter: "#availableMs <= :since",
        values: { ...alive.values, since: now.getTime() - overdueMs },
      });
      let woken = 0;
      for await (const job of overdue) {
        if (woken === limit) break;
        await wake({ inspectionId: idOf(job) }, 0);
        woken += 1;
      }
      return woken;
    },
  };
}

/** The place in the index stays while a job lives, so that claiming and keeping it costs one index write, not two. */
function asNew(now: Date, turn: string) {
  const nowMs = now.getTime();
  return {
    state: "waiting",
    availableMs: nowMs,
    attempts: 0,
    work: "job-alive",
    workAt: placeInTime(nowMs, turn),
  };
}

function isDue(job: Item, now: Date): boolean {
  return job["state"] !== "dead" && numberOf(job, "availableMs") <= now.getTime();
}

function idOf(job: Item): string {
  return textOf(job, "pk").slice(keyOf.job("").pk.length);
}

function asDeadLetter(job: Item): DeadLetter {
  return {
    inspectionId: idOf(job),
    reason: textOf(job, "reason"),
    attempts: numberOf(job, "attempts"),
    failedAt: new Date(numberOf(job, "failedMs")).toISOString(),
  };
}

import { PartproofError } from "../../domain/errors.ts";
import type { DeadLetter, WorkQueue } from "../../ports/work-queue.ts";

type Line = {
  state: "waiting" | "claimed" | "dead";
  queuedMs: number;
  /** When it may be claimed: its due time while waiting, the end of its lease while claimed. */
  availableMs: number;
  attempts: number;
  reason: string;
  failedAt: string;
};

export function createMemoryWorkQueue(): WorkQueue {
  const jobs = new Map<string, Line>();

  function add(inspectionId: string, now: Date): void {
    const atMs = now.getTime();
    jobs.set(inspectionId, {
      state: "waiting",
      queuedMs: atMs,
      availableMs: atMs,
      attempts: 0,
      reason: "",
      failedAt: "",
    });
  }

  return {
    async enqueue({ inspectionId }, now) {
      if (jobs.has(inspectionId)) return "already-queued";
      add(inspectionId, now);
      return "queued";
    },

    async claim(now, leaseMs, inspectionId) {
      const due = [...jobs]
        .filter(([id]) => inspectionId === undefined || id === inspectionId)
        .filter(([, job]) => job.state !== "dead" && job.availableMs <= now.getTime())
        .sort(([, a], [, b]) => a.availableMs - b.availableMs)[0];
      if (due === undefined) return undefined;
      const [claimedId, job] = due;
      job.state = "claimed";
      job.attempts += 1;
      job.availableMs = now.getTime() + leaseMs;
      return { inspectionId: claimedId, attempts: job.attempts };
    },

    async extend({ inspectionId, attempts }, until) {
      const job = jobs.get(inspectionId);
      if (job?.state !== "claimed" || job.attempts !== attempts) return false;
      job.availableMs = until.getTime();
      return true;
    },

    async complete(inspectionId) {
      jobs.delete(inspectionId);
    },

    async retry(inspectionId, reason, dueAt) {
      const job = jobs.get(inspectionId);
      if (job === undefined || job.state === "dead") return;
      Object.assign(job, { state: "waiting", reason, availableMs: dueAt.getTime() });
    },

    async bury(inspectionId, reason, now) {
      const job = jobs.get(inspectionId);
      if (job === undefined) return;
      Object.assign(job, { state: "dead", reason, failedAt: now.toISOString() });
    },

    async deadLetters(limit) {
      return [...jobs]
        .filter(([, job]) => job.state === "dead")
        .sort(([, a], [, b]) => b.failedAt.localeCompare(a.failedAt))
        .slice(0, limit)
        .map(([inspectionId, job]) => asDeadLetter(inspectionId, job));
    },

    async deadLetter(inspectionId) {
      const job = jobs.get(inspectionId);
      return job?.state === "dead" ? asDeadLetter(inspectionId, job) : undefined;
    },

    async redrive(inspectionId, now) {
      if (jobs.get(inspectionId)?.state !== "dead") {
        throw new PartproofError("not-found", `There is no dead letter ${inspectionId}.`);
      }
      jobs.delete(inspectionId);
      add(inspectionId, now);
    },

    async stats(now) {
      const lines = [...jobs.values()];
      const alive = lines.filter((job) => job.state !== "dead");
      const inProgress = alive.filter((j) => j.state === "claimed" && j.availableMs > now.getTime()).length;
      const oldest = Math.min(now.getTime(), ...alive.map((job) => job.queuedMs));
      return {
        waiting: alive.length - inProgress,
        inProgress,
        dead: lines.length - alive.length,
        oldestAgeMs: now.getTime() - oldest,
      };
    },
  };
}

function asDeadLetter(inspectionId: string, { reason, attempts, failedAt }: Line): DeadLetter {
  return { inspectionId, reason, attempts, failedAt };
}

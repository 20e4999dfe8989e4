/** One photo waiting to be inspected. The receipt holds the rest. */
export type Job = { inspectionId: string };
export type ClaimedJob = Job & { attempts: number };

export type DeadLetter = { inspectionId: string; reason: string; attempts: number; failedAt: string };

export type QueueStats = {
  waiting: number;
  inProgress: number;
  dead: number;
  /** Age of the oldest job not yet done, in milliseconds; 0 when there is none. */
  oldestAgeMs: number;
};

/** Durable, at least once: a job is claimed under a lease and comes back when the lease runs out. */
export interface WorkQueue {
  /** A job that is waiting, in progress or dead is not added again. */
  enqueue(job: Job, now: Date): Promise<"queued" | "already-queued">;
  /**
   * The oldest job that is due, hidden from others until `now + leaseMs`; `attempts` counts this one.
   * @param inspectionId only this job, if it is due: for a worker that was told which photo to look at
   */
  claim(now: Date, leaseMs: number, inspectionId?: string): Promise<ClaimedJob | undefined>;
  /**
   * Keep a claimed job until `until`. False when its lease ran out and somebody else claimed it since: then the
   * photo is theirs, and whoever asked must let go of it.
   */
  extend(job: ClaimedJob, until: Date): Promise<boolean>;
  complete(inspectionId: string): Promise<void>;
  retry(inspectionId: string, reason: string, dueAt: Date): Promise<void>;
  /** Take a job out of the line for good, with the reason, until somebody redrives it. */
  bury(inspectionId: string, reason: string, now: Date): Promise<void>;
  /** Newest first. */
  deadLetters(limit: number): Promise<DeadLetter[]>;
  /** The dead letter of one photo, for whoever waits for its verdict. */
  deadLetter(inspectionId: string): Promise<DeadLetter | undefined>;
  /** Put a dead letter back in the line, as new. @throws PartproofError `not-found` */
  redrive(inspectionId: string, now: Date): Promise<void>;
  stats(now: Date): Promise<QueueStats>;
}

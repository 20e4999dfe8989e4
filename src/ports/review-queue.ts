import type { ReviewItem } from "../domain/review/review-item.ts";

/** Names one claim, so that also two screens under one name never work on the same item. */
export type ReviewClaim = { inspectionId: string; claimId: string };

export type ClaimRequest = {
  /** Who asks, for others to see. */
  by: string;
  /** New for each claim. */
  claimId: string;
  now: Date;
  /** When the claim runs out, unless it is renewed. */
  until: Date;
  /** This item alone. */
  only?: string | undefined;
  /** Not these: whoever asks has skipped them. */
  except?: readonly string[] | undefined;
};

/** `heldBy` is there while a claim holds. */
export type WaitingReview = ReviewItem & { heldBy?: string; heldUntil?: string };

export type ReviewStats = {
  /** Those held by somebody included. */
  waiting: number;
  held: number;
  /** How many of those waiting were drawn as samples. */
  samples: number;
  oldestQueuedAt?: string;
};

/**
 * Inspections that wait for a person, handed out under a lease so that no two people get the same one. The record
 * store fills it in the step that records an inspection, takes an item out when a decision about it is recorded, and
 * puts it back when the last decision that held is withdrawn; `add` is for what no verdict asks for, such as samples.
 */
export interface ReviewQueue {
  /** An inspection that waits or was decided before is not added again. */
  add(item: ReviewItem): Promise<"queued" | "already-known">;
  /** The first item by place that nobody holds; nothing when there is none. */
  claim(request: ClaimRequest): Promise<ReviewItem | undefined>;
  /** False when somebody else holds it since the claim ran out, or when it was decided. */
  renew(claim: ReviewClaim, until: Date): Promise<boolean>;
  /** Give it back; a claim that holds no longer changes nothing. */
  release(claim: ReviewClaim): Promise<void>;
  /** Take it out: a decision about it holds. */
  settle(inspectionId: string): Promise<void>;
  /** Whether it was ever added as a random sample, also after somebody decided on it. */
  isSample(inspectionId: string): Promise<boolean>;
  /** By place, the first `limit`. */
  list(now: Date, limit: number): Promise<WaitingReview[]>;
  stats(now: Date): Promise<ReviewStats>;
}

import type { ReviewItem } from "../../domain/review/review-item.ts";
import type { ReviewClaim, ReviewQueue, WaitingReview } from "../../ports/review-queue.ts";

type Held = { item: ReviewItem; decided: boolean; claimId: string; heldBy: string; heldUntilMs: number };

/** The port, and what a record store does in the step that records. */
export type MemoryReviewQueue = ReviewQueue & {
  addNow(item: ReviewItem): "queued" | "already-known";
  /** Changes nothing for an inspection that never was in the queue. */
  decideNow(inspectionId: string, decided: boolean): void;
};

export function createMemoryReviewQueue(): MemoryReviewQueue {
  const known = new Map<string, Held>();

  function addNow(item: ReviewItem): "queued" | "already-known" {
    if (known.has(item.inspectionId)) return "already-known";
    known.set(item.inspectionId, { item: { ...item }, decided: false, ...NOBODY });
    return "queued";
  }

  function decideNow(inspectionId: string, decided: boolean): void {
    const found = known.get(inspectionId);
    if (found) Object.assign(found, { decided, ...NOBODY });
  }

  function waiting(): Held[] {
    return [...known.values()].filter(({ decided }) => !decided).sort(byPlace);
  }

  function heldUnder({ inspectionId, claimId }: ReviewClaim): Held | undefined {
    const found = known.get(inspectionId);
    return found && !found.decided && found.claimId === claimId ? found : undefined;
  }

  return {
    addNow,
    decideNow,
    async add(item) {
      return addNow(item);
    },
    async claim({ by, claimId, now, until, only, except = [] }) {
      const next = waiting().find(
        ({ item, heldUntilMs }) =>
          heldUntilMs <= now.getTime() &&
          (only === undefined || item.inspectionId === only) &&
          !except.includes(item.inspectionId),
      );
      if (!next) return undefined;
      Object.assign(next, { claimId, heldBy: by, heldUntilMs: until.getTime() });
      return { ...next.item };
    },
    async renew(claim, until) {
      const held = heldUnder(claim);
      if (held) held.heldUntilMs = until.getTime();
      return held !== undefined;
    },
    async release(claim) {
      Object.assign(heldUnder(claim) ?? {}, NOBODY);
    },
    async settle(inspectionId) {
      decideNow(inspectionId, true);
    },
    async isSample(inspectionId) {
      return known.get(inspectionId)?.item.reason === "sample";
    },
    async list(now, limit) {
      return waiting()
        .slice(0, limit)
        .map((held) => shown(held, now));
    },
    async stats(now) {
      const all = waiting();
      const oldest = all.map(({ item }) => item.queuedAt).sort()[0];
      return {
        waiting: all.length,
        held: all.filter(({ heldUntilMs }) => heldUntilMs > now.getTime()).length,
        samples: all.filter(({ item }) => item.reason === "sample").length,
        ...(oldest === undefined ? {} : { oldestQueuedAt: oldest }),
      };
    },
  };
}

const NOBODY = { claimId: "", heldBy: "", heldUntilMs: 0 };

function byPlace(a: Held, b: Held): number {
  return a.item.placeMs - b.item.placeMs || (a.item.inspectionId < b.item.inspectionId ? -1 : 1);
}

function shown({ item, heldBy, heldUntilMs }: Held, now: Date): WaitingReview {
  if (heldUntilMs <= now.getTime()) return { ...item };
  return { ...item, heldBy, heldUntil: new Date(heldUntilMs).toISOString() };
}

import type { ReviewItem } from "../../domain/review/review-item.ts";
import type { ReviewClaim, ReviewQueue, WaitingReview } from "../../ports/review-queue.ts";
import { numberOf, textOf } from "./dynamo-codec.ts";
import { assign, type DynamoTable, type Item, type Items, openItems } from "./dynamo-items.ts";
import { expiryAfter, keyOf, placeInTime, sortableTime } from "./dynamo-keys.ts";

const WAITING = "review-waiting";
const waiting = { index: "by-work", where: "#work = :work", values: { work: WAITING } };
const nobody = { claim: undefined, heldBy: undefined, availableMs: 0 };

/** Add an item, also for the record store. It may be repeated. */
export async function addReview(items: Items, item: ReviewItem): Promise<"queued" | "already-known"> {
  const expiresAt = expiryAfter(item.retainUntil);
  const added = await items.putNew({
    ...keyOf.review(item.inspectionId),
    // The index holds what counting and claiming need: the reason, when it is free, and in its place the time of queueing.
    state: item.reason,
    work: WAITING,
    workAt: placeOf(item),
    availableMs: 0,
    queuedAt: item.queuedAt,
    placeMs: item.placeMs,
    retainUntil: item.retainUntil,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
  return added ? "queued" : "already-known";
}

/**
 * Take an item out, or put it back. What never was in the queue stays out.
 * @param sequence of the entry that says so: of two, recorded in whatever order, the later one holds
 */
export async function decideReview(
  items: Items,
  inspectionId: string,
  decided: boolean,
  sequence: number,
): Promise<void> {
  const key = keyOf.review(inspectionId);
  const item = await items.get(key);
  if (item === undefined) return;
  const place = decided
    ? { work: undefined, workAt: undefined }
    : { work: WAITING, workAt: placeOf(asItem(item)) };
  await items.update(key, {
    ...assign({ ...place, ...nobody, decidedBy: sequence }),
    when: "attribute_exists(pk) AND (attribute_not_exists(#decidedBy) OR #decidedBy <= :decidedBy)",
  });
}

/** Items that lie in the index of work while they wait; claims are conditions on the item itself. */
export function createDynamoReviewQueue(options: DynamoTable): ReviewQueue {
  const items = openItems(options);

  async function claimItem(
    inspectionId: string,
    { by, claimId, now, until }: Parameters<ReviewQueue["claim"]>[0],
  ): Promise<ReviewItem | undefined> {
    const { change, values } = assign({ claim: claimId, heldBy: by, availableMs: until.getTime() });
    const claimed = await items.update(keyOf.review(inspectionId), {
      change,
      // "Or ours already": the SDK asks again when an answer was lost.
      when: "attribute_exists(#work) AND (#availableMs <= :now OR #claim = :claim)",
      values: { ...values, now: now.getTime() },
    });
    return claimed && asItem(claimed);
  }

  async function changeHeld({ inspectionId, claimId }: ReviewClaim, to: Parameters<typeof assign>[0]) {
    const { change, values } = assign(to);
    return items.update(keyOf.review(inspectionId), {
      change,
      when: "attribute_exists(#work) AND #claim = :mine",
      values: { ...values, mine: claimId },
    });
  }

  return {
    async add(item) {
      return addReview(items, item);
    },

    async claim(request) {
      const { now, only, except = [] } = request;
      if (only !== undefined) return except.includes(only) ? undefined : claimItem(only, request);
      const free = items.query({
        ...waiting,
        filter: "#availableMs <= :now",
        values: { ...waiting.values, now: now.getTime() },
        pageSize: 25,
      });
      for await (const candidate of free) {
        if (except.includes(idOf(candidate))) continue;
        const claimed = await claimItem(idOf(candidate), request);
        if (claimed) return claimed;
      }
      return undefined;
    },

    async renew(claim, until) {
      return (await changeHeld(claim, { availableMs: until.getTime() })) !== undefined;
    },

    async release(claim) {
      await changeHeld(claim, nobody);
    },

    async settle(inspectionId) {
      const { change, values } = assign({ work: undefined, workAt: undefined, ...nobody });
      await items.update(keyOf.review(inspectionId), { change, when: "attribute_exists(pk)", values });
    },

    async isSample(inspectionId) {
      const item = await items.get(keyOf.review(inspectionId));
      return item !== undefined && textOf(item, "state") === "sample";
    },

    async list(now, limit) {
      const first: string[] = [];
      for await (const indexed of items.query({ ...waiting, pageSize: limit })) {
        first.push(idOf(indexed));
        if (first.length === limit) break;
      }
      const found = await items.getMany(first.map(keyOf.review));
      return found
        .filter((item) => item["work"] === WAITING)
        .sort((a, b) => (textOf(a, "workAt") < textOf(b, "workAt") ? -1 : 1))
        .map((item) => shown(item, now));
    },

    async stats(now) {
      const stats = { waiting: 0, held: 0, samples: 0 };
      let oldestMs = Number.POSITIVE_INFINITY;
      for await (const indexed of items.query(waiting)) {
        stats.waiting += 1;
        if (numberOf(indexed, "availableMs") > now.getTime()) stats.held += 1;
        if (textOf(indexed, "state") === "sample") stats.samples += 1;
        oldestMs = Math.min(oldestMs, queuedMsOf(indexed));
      }
      return stats.waiting === 0 ? stats : { ...stats, oldestQueuedAt: new Date(oldestMs).toISOString() };
    },
  };
}

/** By place; of the same place the one that waits longer. */
function placeOf({ placeMs, queuedAt, inspectionId }: ReviewItem): string {
  return placeInTime(placeMs, `${sortableTime(Date.parse(queuedAt))}#${inspectionId}`);
}

function queuedMsOf(indexed: Item): number {
  return Number.parseInt(textOf(indexed, "workAt").slice(placeInTime(0, "").length), 10);
}

function idOf(item: Item): string {
  return textOf(item, "pk").slice(keyOf.review("").pk.length);
}

function asItem(item: Item): ReviewItem {
  return {
    inspectionId: idOf(item),
    reason: textOf(item, "state") === "sample" ? "sample" : "review",
    queuedAt: textOf(item, "queuedAt"),
    placeMs: numberOf(item, "placeMs"),
    retainUntil: textOf(item, "retainUntil"),
  };
}

function shown(item: Item, now: Date): WaitingReview {
  const untilMs = numberOf(item, "availableMs");
  if (untilMs <= now.getTime()) return asItem(item);
  return { ...asItem(item), heldBy: textOf(item, "heldBy"), heldUntil: new Date(untilMs).toISOString() };
}

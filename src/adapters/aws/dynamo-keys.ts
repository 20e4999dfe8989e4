import type { Key } from "./dynamo-items.ts";

const ONLY = "-";

/** Where each item is. Ids spread over all partitions by themselves; the few shared ones say how much they carry. */
export const keyOf = {
  /** Receipt, verdict and what people said about one photo: read together, so kept together. */
  inspection: (inspectionId: string): Key => ({ pk: `INSPECTION#${inspectionId}`, sk: ONLY }),
  delivery: (dedupeKey: string): Key => ({ pk: `DELIVERY#${dedupeKey}`, sk: ONLY }),
  photo: (imageKey: string, inspectionId: string): Key => ({ pk: `PHOTO#${imageKey}`, sk: inspectionId }),
  /** All under one key, in order. The chain takes one entry after the other, which is far less than a partition does. */
  entry: (sequence: number): Key => ({ pk: "ENTRIES", sk: sortableSequence(sequence) }),
  mark: (
    name: "recorded-through" | "verified-through" | "verification-round" | "last-verification",
  ): Key => ({
    pk: "MARK",
    sk: name,
  }),
  message: (messageId: string): Key => ({ pk: `MESSAGE#${messageId}`, sk: ONLY }),
  rules: (key: string): Key => ({ pk: `RULES#${key}`, sk: ONLY }),
  alert: (id: string): Key => ({ pk: `ALERT#${id}`, sk: ONLY }),
  job: (inspectionId: string): Key => ({ pk: `JOB#${inspectionId}`, sk: ONLY }),
  review: (inspectionId: string): Key => ({ pk: `REVIEW#${inspectionId}`, sk: ONLY }),
  recipe: (id: string, version: number): Key => ({ pk: `RECIPE#${id}`, sk: sortableSequence(version) }),
  recipeName: (id: string): Key => ({ pk: "RECIPES", sk: id }),
  report: (id: string): Key => ({ pk: "REPORTS", sk: id }),
  token: (secretSha256: string): Key => ({ pk: "TOKENS", sk: secretSha256 }),
};

/** Padded, so that the order of the texts is the order of the numbers: 0 to 9,999,999,999. */
export function sortableSequence(sequence: number): string {
  return String(sequence).padStart(10, "0");
}

const LATEST_MS = 9_999_999_999_999;

/** Milliseconds since 1970 as a text that sorts; what is earlier or later than 1970 to 2286 is as the end of it. */
export function sortableTime(ms: number): string {
  return String(Math.min(Math.max(ms, 0), LATEST_MS)).padStart(13, "0");
}

/** Place in an index by time: who comes at the same moment is told apart by `turn`. */
export function placeInTime(ms: number, turn: string): string {
  return `${sortableTime(ms)}#${turn}`;
}

/** Above every {@link placeInTime} of this millisecond, below those of the next. */
export function endOf(ms: number): string {
  return `${sortableTime(ms)}#~`;
}

const MARGIN_SECONDS = 30 * 24 * 3600;

/**
 * When DynamoDB may drop an item by itself: a month after what it is about may go. Nothing for a date that nobody
 * can read: such an item stays.
 */
export function expiryAfter(retainUntil: string): number | undefined {
  const ms = Date.parse(retainUntil);
  return Number.isNaN(ms) ? undefined : Math.ceil(ms / 1000) + MARGIN_SECONDS;
}

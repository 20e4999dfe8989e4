import type { Receipt } from "./record-store.ts";

/** Photos that wait for their verdict, for whoever must say so in time. */
export interface PendingPhotos {
  /** Receipts after `since` and up to `until` that have no inspection, oldest first, at most `limit`. */
  receivedBetween(since: Date, until: Date, limit: number): Promise<Receipt[]>;
}

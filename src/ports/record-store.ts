import type { EvidenceEntry } from "../domain/evidence.ts";
import type { Inspection, Source, Verdict } from "../domain/inspection.ts";
import type { QualityMessage } from "../domain/message.ts";

/** A photo that was handed in. `dedupeKey` names the delivery: the same key is inspected once. */
export type Receipt = {
  inspectionId: string;
  dedupeKey: string;
  receivedAt: string;
  source: Source;
  recipe: { id: string; version: number };
  imageKey: string;
  imageSha256: string;
  imageBytes: number;
};

export type InspectionFilter = {
  recipe?: string | undefined;
  line?: string | undefined;
  serial?: string | undefined;
  lot?: string | undefined;
  verdict?: Verdict | undefined;
  /** Received at or after, ISO 8601. */
  from?: string | undefined;
  /** Received before, ISO 8601. */
  to?: string | undefined;
};

/** `next` is the cursor of the following page, absent on the last one. */
export type Page<T> = { items: T[]; next?: string };

export type VerdictCounts = Record<Verdict, number>;

/** What was received and what became of it; queries only, rebuilt from the vault if lost. */
export interface RecordStore {
  /** Remember a delivery. A repeated `dedupeKey` changes nothing and returns the first receipt. */
  receive(receipt: Receipt): Promise<{ receipt: Receipt; duplicate: boolean }>;
  getReceipt(inspectionId: string): Promise<Receipt | undefined>;

  /**
   * Record a sealed entry and put the messages about it in the outbox, both or neither.
   * Recording the same entry again changes nothing and adds no message.
   */
  record(entry: EvidenceEntry, messages: readonly QualityMessage[]): Promise<"recorded" | "already-recorded">;

  /** The highest sequence below which no entry is unrecorded: where recovery starts reading the vault. */
  recordedThrough(): Promise<number>;
  /** The recorded hash of each entry, to notice entries removed from the end of the vault. */
  recordedHash(sequence: number): Promise<string | undefined>;
  lastRecorded(): Promise<number>;

  /**
   * Whether a photo still has a reason to be kept: an inspection that shows it is retained beyond `now`, or a
   * delivery of it has no verdict yet.
   */
  isPhotoNeeded(imageKey: string, now: Date): Promise<boolean>;

  get(inspectionId: string): Promise<Inspection | undefined>;
  /** Newest first. @throws PartproofError `invalid-input` for a cursor that this store did not make */
  list(
    filter: InspectionFilter,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<Inspection>>;
  /**
   * Inspections by verdict and photos received, `from` inclusive, `to` exclusive, by the time of receipt.
   * A filter by verdict narrows the verdicts only: a photo is received before it has one.
   */
  count(filter: InspectionFilter): Promise<{ received: number; verdicts: VerdictCounts }>;
}

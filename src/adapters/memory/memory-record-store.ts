import { PartproofError } from "../../domain/errors.ts";
import { type EvidenceEntry, toInspection } from "../../domain/evidence.ts";
import type { Disposition, Inspection } from "../../domain/inspection.ts";
import { holdingDecision } from "../../domain/review/holding-decision.ts";
import { reviewItemOf } from "../../domain/review/review-item.ts";
import type { KeptReports } from "../../ports/kept-reports.ts";
import type { LiveRecords } from "../../ports/live-records.ts";
import type { InspectionFilter, Receipt, RecordStore } from "../../ports/record-store.ts";
import { filterTime } from "../filter-time.ts";
import { createMemoryKeptReports } from "./memory-kept-reports.ts";
import { createMemoryLiveRecords } from "./memory-live-records.ts";
import { createMemoryMessageOutbox, type MemoryMessageOutbox } from "./memory-message-outbox.ts";
import { createMemoryReviewQueue, type MemoryReviewQueue } from "./memory-review-queue.ts";

type InspectionEntry = EvidenceEntry & { kind: "inspection" };

/** @param outbox, reviews where messages of recorded inspections and their reviews go; give those that the test reads */
export function createMemoryRecordStore(
  outbox: MemoryMessageOutbox = createMemoryMessageOutbox(),
  reviews: MemoryReviewQueue = createMemoryReviewQueue(),
): RecordStore & { live: LiveRecords; keptReports: KeptReports } {
  const receipts = new Map<string, Receipt>();
  const entries = new Map<number, EvidenceEntry>();

  /** Of two entries about one photo the earlier one holds, in whatever order they were recorded. */
  function inspections(): Map<string, InspectionEntry> {
    const found = new Map<string, InspectionEntry>();
    for (const entry of [...entries.values()].sort((a, b) => a.sequence - b.sequence)) {
      if (entry.kind === "inspection" && !found.has(entry.inspection.id)) {
        found.set(entry.inspection.id, entry);
      }
    }
    return found;
  }

  function dispositionsOf(inspectionId: string): Disposition[] {
    return [...entries.values()]
      .sort((a, b) => a.sequence - b.sequence)
      .flatMap((e) => (e.kind === "disposition" ? [e.disposition] : []))
      .filter((d) => d.inspectionId === inspectionId);
  }

  /** What the entry means for the queue of reviews. */
  function follow(entry: EvidenceEntry): void {
    if (
      entry.kind === "inspection" &&
      inspections().get(entry.inspection.id) === entries.get(entry.sequence)
    ) {
      const review = reviewItemOf(entry.inspection);
      if (review) reviews.addNow(review);
    }
    if (entry.kind === "disposition") {
      const { inspectionId } = entry.disposition;
      const held = holdingDecision({ dispositions: dispositionsOf(inspectionId) });
      reviews.decideNow(inspectionId, held !== undefined);
    }
  }

  function matching(filter: InspectionFilter): Inspection[] {
    return [...inspections().values()]
      .filter((e) => matches(e.inspection, filter))
      .filter((e) => filter.verdict === undefined || e.inspection.verdict === filter.verdict)
      .map((e) => structuredClone(toInspection(e, dispositionsOf(e.inspection.id))))
      .sort(newestFirst);
  }

  return {
    keptReports: createMemoryKeptReports(entries),
    live: createMemoryLiveRecords({ entries, inspections: () => matching({}) }),

    async receive(receipt) {
      const first = [...receipts.values()].find((r) => r.dedupeKey === receipt.dedupeKey);
      if (first !== undefined) return { receipt: structuredClone(first), duplicate: true };
      receipts.set(receipt.inspectionId, structuredClone(receipt));
      return { receipt, duplicate: false };
    },

    async getReceipt(inspectionId) {
      return structuredClone(receipts.get(inspectionId));
    },

    async record(entry, messages) {
      const known = entries.get(entry.sequence);
      if (known !== undefined && known.sha256 !== entry.sha256) {
        throw new PartproofError(
          "conflict",
          `Evidence entry ${entry.sequence} is recorded with another hash: ${known.sha256}, not ${entry.sha256}.`,
        );
      }
      if (known !== undefined) return "already-recorded";
      entries.set(entry.sequence, structuredClone(entry));
      for (const message of messages) outbox.addNow(message);
      follow(entry);
      return "recorded";
    },

    async recordedThrough() {
      let sequence = 0;
      while (entries.has(sequence + 1)) sequence += 1;
      return sequence;
    },

    async recordedHash(sequence) {
      return entries.get(sequence)?.sha256;
    },

    async lastRecorded() {
      return Math.max(0, ...entries.keys());
    },

    async isPhotoNeeded(imageKey, now) {
      const recorded = inspections();
      const unfinished = [...receipts.values()].some(
        (r) => r.imageKey === imageKey && !recorded.has(r.inspectionId),
      );
      const retained = [...recorded.values()].some(
        ({ inspection: i }) =>
          (i.originalKey === imageKey || i.analyzedKey === imageKey) &&
          Date.parse(i.retainUntil) > now.getTime(),
      );
      return unfinished || retained;
    },

    async get(inspectionId) {
      const entry = inspections().get(inspectionId);
      return entry && structuredClone(toInspection(entry, dispositionsOf(inspectionId)));
    },

    async list(filter, page) {
      const all = matching(filter);
      const start = page.cursor === undefined ? 0 : all.findIndex((i) => i.id === page.cursor) + 1;
      if (page.cursor !== undefined && start === 0) {
        throw new PartproofError("invalid-input", "The cursor is not one that this store made.");
      }
      const items = all.slice(start, start + page.limit);
      const next = items.at(-1)?.id;
      return start + page.limit < all.length && next !== undefined ? { items, next } : { items };
    },

    async count(filter) {
      const counted = matching(filter);
      const verdicts = { pass: 0, fail: 0, review: 0, rejected: 0 };
      for (const { verdict } of counted) verdicts[verdict] += 1;
      const received = new Set([
        ...[...receipts.values()].filter((r) => matches(r, filter)).map((r) => r.inspectionId),
        ...matching({ ...filter, verdict: undefined }).map((i) => i.id),
      ]);
      return { received: received.size, verdicts };
    },
  };
}

function matches(record: Pick<Inspection, "source" | "recipe" | "receivedAt">, filter: InspectionFilter) {
  const receivedMs = Date.parse(record.receivedAt);
  return (
    (filter.recipe === undefined || record.recipe.id === filter.recipe) &&
    (filter.line === undefined || record.source.line === filter.line) &&
    (filter.serial === undefined || record.source.serial === filter.serial) &&
    (filter.lot === undefined || record.source.lot === filter.lot) &&
    (filter.from === undefined || receivedMs >= filterTime("from", filter.from)) &&
    (filter.to === undefined || receivedMs < filterTime("to", filter.to))
  );
}

function newestFirst(a: Inspection, b: Inspection): number {
  return Date.parse(b.receivedAt) - Date.parse(a.receivedAt) || (a.id < b.id ? 1 : -1);
}

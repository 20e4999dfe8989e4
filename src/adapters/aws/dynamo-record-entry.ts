import { randomUUID } from "node:crypto";
import { PartproofError } from "../../domain/errors.ts";
import type { EvidenceEntry } from "../../domain/evidence.ts";
import type { Disposition } from "../../domain/inspection.ts";
import type { QualityMessage } from "../../domain/message.ts";
import { holdingDecision } from "../../domain/review/holding-decision.ts";
import { reviewItemOf } from "../../domain/review/review-item.ts";
import { pack, unpack } from "./dynamo-codec.ts";
import type { EntryLog } from "./dynamo-entry-log.ts";
import { indexedBy } from "./dynamo-inspection-query.ts";
import { assign, type Item, type Items } from "./dynamo-items.ts";
import { addKeptReport } from "./dynamo-kept-reports.ts";
import { expiryAfter, keyOf, sortableSequence } from "./dynamo-keys.ts";
import { addMessage } from "./dynamo-message-outbox.ts";
import { addReview, decideReview } from "./dynamo-review-queue.ts";

type InspectionEntry = EvidenceEntry & { kind: "inspection" };

/**
 * Write what follows from a sealed entry, then enter it in the log. Every write can be repeated: until the log has
 * the entry, recovery finds it in the vault and does all of this again, by the same words and to the same end.
 * Messages come before the inspection, so that an inspection which people can see has told whom it concerns.
 * @throws PartproofError `conflict` when its place in the chain has another entry
 */
export async function recordEntry(
  items: Items,
  log: EntryLog,
  entry: EvidenceEntry,
  messages: readonly QualityMessage[],
): Promise<"recorded" | "already-recorded"> {
  const known = await log.recordedHash(entry.sequence);
  if (known === entry.sha256) return "already-recorded";
  if (known !== undefined) throw otherEntry(entry, known);

  const expiresAt = entry.kind === "inspection" ? expiryAfter(entry.inspection.retainUntil) : undefined;
  for (const message of messages) await addMessage(items, message, expiresAt);
  if (entry.kind === "inspection") await writeInspection(items, entry, expiresAt);
  if (entry.kind === "disposition") await writeDisposition(items, entry);
  if (entry.kind === "report") await addKeptReport(items, entry);

  const writer = randomUUID();
  const entered = await log.enter(entry.sequence, entry.sha256, writer);
  if (entered.sha256 !== entry.sha256) throw otherEntry(entry, entered.sha256);
  // Two may have written the same at once: exactly one of them is told that it did.
  return entered.writer === writer ? "recorded" : "already-recorded";
}

/** What people said about an inspection, which its item keeps: in the order of the chain. */
export function dispositionsIn(inspection: Item): Disposition[] {
  return Object.keys(inspection)
    .filter((attribute) => attribute.startsWith(dispositionAttribute("")))
    .sort()
    .map((attribute) => unpack<Disposition>(inspection, attribute));
}

function dispositionAttribute(sequence: string): string {
  return `disposition${sequence}`;
}

async function writeInspection(
  items: Items,
  entry: InspectionEntry,
  expiresAt: number | undefined,
): Promise<void> {
  const { id, originalKey, analyzedKey, retainUntil, verdict } = entry.inspection;
  for (const imageKey of analyzedKey === undefined ? [originalKey] : [originalKey, analyzedKey]) {
    await retainPhoto(items, imageKey, id, { retainUntil, expiresAt });
  }
  const { change, values } = assign({
    ...indexedBy(id, entry.inspection),
    verdict,
    attention: verdict === "pass" ? undefined : verdict,
    sequence: entry.sequence,
    entry: pack(entry),
    expiresAt,
  });
  const written = await items.update(keyOf.inspection(id), {
    change,
    // Of two entries about one photo the earlier one holds, in whatever order they are recorded.
    when: "attribute_not_exists(#sequence) OR #sequence >= :sequence",
    values,
  });
  const review = reviewItemOf(entry.inspection);
  if (written && review) await addReview(items, review);
  const dedupeKey = written?.["dedupeKey"];
  if (typeof dedupeKey === "string" && expiresAt !== undefined) {
    await items.update(keyOf.delivery(dedupeKey), {
      ...assign({ expiresAt }),
      when: "attribute_exists(pk)",
    });
  }
}

/** Of two dates for one photo and inspection the later one holds. A date that nobody can read is never over. */
async function retainPhoto(
  items: Items,
  imageKey: string,
  inspectionId: string,
  { retainUntil, expiresAt }: { retainUntil: string; expiresAt: number | undefined },
): Promise<void> {
  const ms = Date.parse(retainUntil);
  await items.update(keyOf.photo(imageKey, inspectionId), {
    ...assign({ retainMs: Number.isNaN(ms) ? Number.MAX_SAFE_INTEGER : ms, expiresAt }),
    when: "attribute_not_exists(#retainMs) OR #retainMs < :retainMs",
  });
}

async function writeDisposition(
  items: Items,
  { sequence, disposition }: EvidenceEntry & { kind: "disposition" },
): Promise<void> {
  const attribute = dispositionAttribute(sortableSequence(sequence));
  const { inspectionId } = disposition;
  const written = await items.update(
    keyOf.inspection(inspectionId),
    assign({ [attribute]: pack(disposition) }),
  );
  const held = holdingDecision({ dispositions: dispositionsIn(written ?? {}) });
  await decideReview(items, inspectionId, held !== undefined, sequence);
}

function otherEntry(entry: EvidenceEntry, known: string): PartproofError {
  return new PartproofError(
    "conflict",
    `Evidence entry ${entry.sequence} is recorded with another hash: ${known}, not ${entry.sha256}.`,
  );
}

import { PartproofError } from "../../domain/errors.ts";
import { type EvidenceEntry, toInspection } from "../../domain/evidence.ts";
import type { Inspection } from "../../domain/inspection.ts";
import type { Receipt, RecordStore } from "../../ports/record-store.ts";
import { pack, unpack } from "./dynamo-codec.ts";
import { openEntryLog } from "./dynamo-entry-log.ts";
import { countInspections, indexedBy, listInspections } from "./dynamo-inspection-query.ts";
import { assignAbsent, type DynamoTable, type Item, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";
import { dispositionsIn, recordEntry } from "./dynamo-record-entry.ts";

/**
 * Receipts and records in one table, written item by item: each write can be repeated, and the last one says that
 * all were made. How a crash between any two of them heals is told in docs/decisions/0019-records-on-dynamodb.md.
 */
export function createDynamoRecordStore(options: DynamoTable): RecordStore {
  const items = openItems(options);
  const log = openEntryLog(items);

  /** The photo is needed before the receipt says that it was received; both may be there from an earlier try. */
  async function writeReceipt(receipt: Receipt): Promise<void> {
    await items.putNew(keyOf.photo(receipt.imageKey, receipt.inspectionId));
    const { inspectionId, dedupeKey } = receipt;
    await items.update(keyOf.inspection(inspectionId), {
      // A record that was rebuilt from the vault knows when its photo came, also when that is handed in again.
      ...assignAbsent({ receipt: pack(receipt), dedupeKey, ...indexedBy(inspectionId, receipt) }),
      when: "attribute_not_exists(#receipt)",
    });
  }

  async function getReceipt(inspectionId: string): Promise<Receipt | undefined> {
    const item = await items.get(keyOf.inspection(inspectionId));
    return item?.["receipt"] === undefined ? undefined : unpack<Receipt>(item, "receipt");
  }

  return {
    async receive(receipt) {
      const delivery = keyOf.delivery(receipt.dedupeKey);
      const isNew = await items.putNew({ ...delivery, receipt: pack(receipt) });
      if (isNew) {
        await writeReceipt(receipt);
        return { receipt, duplicate: false };
      }
      const known = await items.get(delivery);
      if (known === undefined) {
        throw new PartproofError("unavailable", "An old delivery of this photo is just expiring. Try again.");
      }
      const first = unpack<Receipt>(known, "receipt");
      // Whoever remembered the delivery may have died before saying what was received.
      if ((await getReceipt(first.inspectionId)) === undefined) await writeReceipt(first);
      // Our own id: the SDK asked again because an answer was lost.
      return { receipt: first, duplicate: first.inspectionId !== receipt.inspectionId };
    },

    getReceipt,

    async record(entry, messages) {
      return recordEntry(items, log, entry, messages);
    },

    recordedThrough: log.recordedThrough,
    recordedHash: log.recordedHash,
    lastRecorded: log.lastRecorded,

    async isPhotoNeeded(imageKey, now) {
      const needs = items.query({
        where: "#pk = :pk",
        filter: "attribute_not_exists(#retainMs) OR #retainMs > :now",
        values: { pk: keyOf.photo(imageKey, "").pk, now: now.getTime() },
      });
      for await (const _ of needs) return true;
      return false;
    },

    async get(inspectionId) {
      const item = await items.get(keyOf.inspection(inspectionId));
      return item && readInspection(item);
    },

    async list(filter, page) {
      const { ids, next } = await listInspections(items, filter, page);
      const found = (await items.getMany(ids.map(keyOf.inspection))).map(readInspection);
      const byId = new Map(found.flatMap((i) => (i === undefined ? [] : [[i.id, i] as const])));
      const inspections = ids.flatMap((id) => byId.get(id) ?? []);
      return next === undefined ? { items: inspections } : { items: inspections, next };
    },

    async count(filter) {
      return countInspections(items, filter);
    },
  };
}

/** @returns nothing for a photo that has no verdict yet */
function readInspection(item: Item): Inspection | undefined {
  if (item["entry"] === undefined) return undefined;
  return toInspection(unpack<EvidenceEntry & { kind: "inspection" }>(item, "entry"), dispositionsIn(item));
}

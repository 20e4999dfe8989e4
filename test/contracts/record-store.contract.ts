import { describe, expect, test } from "vitest";
import type { MessageOutbox } from "../../src/ports/message-outbox.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import {
  dispositionEvidence,
  inspectionEvidence,
  NOW,
  sampleInspection,
  sampleMessage,
  sampleReceipt,
  sampleRecipe,
  sealedAt,
} from "./samples.ts";

type Subject = { records: RecordStore; outbox: MessageOutbox };

export function describeRecordStoreContract(name: string, makeSubject: () => Promise<Subject>): void {
  describe(`the record store ${name}`, () => {
    describe("receipts", () => {
      test("remembers a delivery", async () => {
        const { records } = await makeSubject();

        const received = await records.receive(sampleReceipt());

        expect(received).toEqual({ receipt: sampleReceipt(), duplicate: false });
        expect(await records.getReceipt(sampleReceipt().inspectionId)).toEqual(sampleReceipt());
        expect(await records.getReceipt("unknown")).toBeUndefined();
      });

      test("answers a repeated delivery with the first receipt and changes nothing", async () => {
        const { records } = await makeSubject();
        await records.receive(sampleReceipt());

        const again = await records.receive(sampleReceipt({ inspectionId: "other" }));

        expect(again).toEqual({ receipt: sampleReceipt(), duplicate: true });
        expect(await records.getReceipt("other")).toBeUndefined();
        expect(await records.count({})).toMatchObject({ received: 1 });
      });
    });

    describe("recording", () => {
      test("shows a recorded inspection with its place in the chain", async () => {
        const { records } = await makeSubject();
        const entry = await sealedAt(1, inspectionEvidence());

        const outcome = await records.record(entry, []);

        const { originalKey, analyzedKey, analyzedSha256: _, retainUntil, ...body } = sampleInspection();
        expect(outcome).toBe("recorded");
        expect(await records.get(body.id)).toEqual({
          ...body,
          evidence: {
            sequence: 1,
            originalKey,
            analyzedKey,
            recordSha256: entry.sha256,
            previousSha256: entry.previousSha256,
            retainUntil,
          },
          dispositions: [],
        });
        expect(await records.recordedHash(1)).toBe(entry.sha256);
      });

      test("puts the messages in the outbox once, however often the entry is recorded", async () => {
        const { records, outbox } = await makeSubject();
        const entry = await sealedAt(1, inspectionEvidence());

        const outcomes = [
          await records.record(entry, [sampleMessage("m1"), sampleMessage("m2")]),
          await records.record(entry, [sampleMessage("m1"), sampleMessage("m3")]),
        ];

        expect(outcomes).toEqual(["recorded", "already-recorded"]);
        expect(await outbox.counts()).toMatchObject({ waiting: 2 });
      });

      test("refuses another entry in a place of the chain that is taken, with nothing changed", async () => {
        const { records, outbox } = await makeSubject();
        const entry = await sealedAt(1, inspectionEvidence());
        await records.record(entry, []);
        const forged = await sealedAt(1, inspectionEvidence({ id: "forged" }));

        const recording = records.record(forged, [sampleMessage("m")]);

        await expect(recording).rejects.toMatchObject({ code: "conflict" });
        expect(await records.recordedHash(1)).toBe(entry.sha256);
        expect(await records.get("forged")).toBeUndefined();
        expect(await outbox.counts()).toMatchObject({ waiting: 0 });
      });

      test("shows what people said beside the verdict, in the order of the chain", async () => {
        const { records } = await makeSubject();
        const { id } = sampleInspection();
        const first = await sealedAt(2, dispositionEvidence(id));
        const second = await sealedAt(3, dispositionEvidence(id));
        await records.record(await sealedAt(1, inspectionEvidence()), []);
        await records.record(second, []);
        await records.record(first, []);

        const inspection = await records.get(id);

        expect(inspection?.verdict).toBe("pass");
        expect(inspection?.dispositions).toHaveLength(2);
        expect((await records.list({}, { limit: 10 })).items[0]?.dispositions).toHaveLength(2);
      });

      test("lets the earlier of two entries about one photo hold, in whatever order they are recorded", async () => {
        const { records } = await makeSubject();
        await records.record(await sealedAt(2, inspectionEvidence({ verdict: "review" })), []);
        await records.record(await sealedAt(1, inspectionEvidence({ verdict: "fail" })), []);
        await records.record(await sealedAt(3, inspectionEvidence({ verdict: "pass" })), []);

        const inspection = await records.get(sampleInspection().id);

        expect(inspection).toMatchObject({ verdict: "fail", evidence: { sequence: 1 } });
        expect((await records.count({})).verdicts).toEqual({ pass: 0, fail: 1, review: 0, rejected: 0 });
      });

      test("records a recipe's publication as an entry without an inspection", async () => {
        const { records } = await makeSubject();
        const entry = await sealedAt(1, { kind: "recipe", recipe: sampleRecipe(1), publishedBy: "quality" });

        await records.record(entry, []);

        expect(await records.recordedThrough()).toBe(1);
        expect((await records.list({}, { limit: 10 })).items).toEqual([]);
      });
    });

    describe("recovery", () => {
      test("is recorded through to the first gap, in whatever order entries come", async () => {
        const { records } = await makeSubject();
        const record = async (sequence: number) =>
          records.record(await sealedAt(sequence, inspectionEvidence({ id: `i${sequence}` })), []);
        const through: number[] = [await records.recordedThrough()];

        for (const sequence of [1, 3, 4, 6, 2, 5]) {
          await record(sequence);
          through.push(await records.recordedThrough());
        }

        expect(through).toEqual([0, 1, 1, 1, 1, 4, 6]);
      });

      test("knows the last entry and its hash, also beyond a gap", async () => {
        const { records } = await makeSubject();
        const before = await records.lastRecorded();
        const entry = await sealedAt(7, inspectionEvidence());

        await records.record(entry, []);

        expect(before).toBe(0);
        expect(await records.lastRecorded()).toBe(7);
        expect(await records.recordedHash(7)).toBe(entry.sha256);
        expect(await records.recordedHash(6)).toBeUndefined();
      });
    });

    describe("photos", () => {
      const { originalKey, analyzedKey = "" } = sampleInspection();
      const expired = new Date("2030-01-01T00:00:00Z");

      test("are needed as long as an inspection that shows them is retained", async () => {
        const { records } = await makeSubject();
        await records.record(await sealedAt(1, inspectionEvidence()), []);

        const needed = [
          await records.isPhotoNeeded(originalKey, NOW),
          await records.isPhotoNeeded(analyzedKey, NOW),
          await records.isPhotoNeeded(originalKey, expired),
          await records.isPhotoNeeded(analyzedKey, expired),
        ];

        expect(needed).toEqual([true, true, false, false]);
      });

      test("are needed by another inspection of the same photo, and by a delivery without a verdict", async () => {
        const { records } = await makeSubject();
        await records.record(await sealedAt(1, inspectionEvidence()), []);
        await records.receive(sampleReceipt({ inspectionId: "later", dedupeKey: "later" }));

        const withoutVerdict = await records.isPhotoNeeded(originalKey, expired);
        await records.record(
          await sealedAt(2, inspectionEvidence({ id: "later", retainUntil: "2031-01-01T00:00:00Z" })),
          [],
        );
        const retained = await records.isPhotoNeeded(originalKey, expired);
        const inTheEnd = await records.isPhotoNeeded(originalKey, new Date("2031-01-01T00:00:00Z"));

        expect([withoutVerdict, retained, inTheEnd]).toEqual([true, true, false]);
      });
    });
  });
}

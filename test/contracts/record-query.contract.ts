import { describe, expect, test } from "vitest";
import type { InspectionBody } from "../../src/domain/inspection.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import { inspectionEvidence, sampleReceipt, sealedAt, secondsLater } from "./samples.ts";

/** The other half of the record store's contract: finding what was recorded. */
export function describeRecordQueryContract(name: string, makeRecords: () => Promise<RecordStore>): void {
  describe(`queries to the record store ${name}`, () => {
    describe("listing", () => {
      test("goes newest first, page by page, over all of it and nothing twice", async () => {
        const records = await makeRecords();
        // Pairs received at the same moment: the id decides, also across a page border.
        await recordAll(
          records,
          Array.from({ length: 11 }, (_, i) => ({
            id: `id-${String(i).padStart(2, "0")}`,
            receivedAt: secondsLater(Math.floor(i / 2)).toISOString(),
          })),
        );

        const seen: string[] = [];
        let cursor: string | undefined;
        let pages = 0;
        do {
          const page: Awaited<ReturnType<RecordStore["list"]>> = await records.list({}, { limit: 3, cursor });
          seen.push(...page.items.map((i) => i.id));
          cursor = page.next;
          pages += 1;
        } while (cursor !== undefined);

        expect(seen).toEqual(Array.from({ length: 11 }, (_, i) => `id-${String(10 - i).padStart(2, "0")}`));
        expect(pages).toBe(4);
      });

      test("has no next page after one that ends exactly at the last inspection", async () => {
        const records = await makeRecords();
        await recordAll(records, [{ id: "a" }, { id: "b" }]);

        const page = await records.list({}, { limit: 2 });

        expect(page.items).toHaveLength(2);
        expect(page).not.toHaveProperty("next");
      });

      test("keeps its place when newer inspections come in between two pages", async () => {
        const records = await makeRecords();
        await recordAll(records, [{ id: "a" }, { id: "b" }, { id: "c" }]);
        const first = await records.list({}, { limit: 1 });
        const newer = inspectionEvidence({ id: "z", receivedAt: secondsLater(9).toISOString() });
        await records.record(await sealedAt(99, newer), []);

        const second = await records.list({}, { limit: 1, cursor: first.next });

        expect([first, second].map((page) => page.items[0]?.id)).toEqual(["c", "b"]);
      });

      test("filters by recipe, line, serial, lot, verdict and time of receipt, and by several at once", async () => {
        const records = await makeRecords();
        const source = { fileName: "x.jpg" };
        await recordAll(records, [
          { id: "a", recipe: { id: "gadget", version: 3 } },
          { id: "b", source: { ...source, line: "line-2" } },
          { id: "c", source: { ...source, serial: "SN-9", line: "line-2" } },
          { id: "d", source: { ...source, lot: "LOT-9" } },
          { id: "e", verdict: "review" },
          { id: "f", receivedAt: secondsLater(100).toISOString() },
        ]);
        const ids = async (filter: Parameters<RecordStore["list"]>[0]) =>
          (await records.list(filter, { limit: 10 })).items.map((i) => i.id);

        expect(await ids({ recipe: "gadget" })).toEqual(["a"]);
        expect(await ids({ line: "line-2" })).toEqual(["c", "b"]);
        expect(await ids({ serial: "SN-9" })).toEqual(["c"]);
        expect(await ids({ lot: "LOT-9" })).toEqual(["d"]);
        expect(await ids({ verdict: "review" })).toEqual(["e"]);
        expect(await ids({ from: secondsLater(100).toISOString() })).toEqual(["f"]);
        expect(await ids({ to: secondsLater(100).toISOString() })).toEqual(["e", "d", "c", "b", "a"]);
        expect(await ids({ line: "line-2", serial: "SN-9", verdict: "pass", recipe: "widget" })).toEqual([
          "c",
        ]);
        expect(await ids({ line: "line-2", serial: "SN-9", verdict: "fail" })).toEqual([]);
      });

      test("compares times, not their texts", async () => {
        const records = await makeRecords();
        await recordAll(records, [{ id: "a", receivedAt: "2026-03-01T08:00:00Z" }]);

        const found = await records.list(
          { from: "2026-03-01T08:00:00.000Z", to: "2026-03-01T09:00:00.001+01:00" },
          { limit: 10 },
        );

        expect(found.items.map((i) => i.id)).toEqual(["a"]);
      });

      test.each(["", "x", "bm90IGpzb24", "WzEsMl0", "e30", "../../etc/passwd", "' OR 1=1 --"])(
        "refuses the cursor %j, which it did not make",
        async (cursor) => {
          const records = await makeRecords();
          await recordAll(records, [{ id: "a" }, { id: "b" }]);

          const listing = records.list({}, { limit: 1, cursor });

          await expect(listing).rejects.toMatchObject({ code: "invalid-input" });
        },
      );

      test("refuses a time that is none", async () => {
        const records = await makeRecords();
        await recordAll(records, [{ id: "a" }]);

        await expect(records.list({ from: "yesterday" }, { limit: 1 })).rejects.toMatchObject({
          code: "invalid-input",
        });
      });

      test("takes filters as text, whatever they hold", async () => {
        const records = await makeRecords();
        await recordAll(records, [{ id: "a" }]);

        const found = await records.list({ serial: "' OR ''='", lot: "%", line: "\u0000" }, { limit: 1 });

        expect(found.items).toEqual([]);
      });
    });

    describe("counting", () => {
      test("counts photos received and verdicts over the same time, so that they can be reconciled", async () => {
        const records = await makeRecords();
        const verdicts = ["pass", "pass", "fail", "review", "rejected"] as const;
        for (const [i, verdict] of verdicts.entries()) {
          const receivedAt = secondsLater(i).toISOString();
          const inspectionId = `id-${i}`;
          await records.receive(sampleReceipt({ inspectionId, dedupeKey: inspectionId, receivedAt }));
          // Inspected much later: what counts is when it was received.
          const body = {
            id: inspectionId,
            receivedAt,
            inspectedAt: secondsLater(9999).toISOString(),
            verdict,
          };
          await records.record(await sealedAt(i + 1, inspectionEvidence(body)), []);
        }
        await records.receive(
          sampleReceipt({ inspectionId: "w", dedupeKey: "w", receivedAt: secondsLater(2).toISOString() }),
        );

        const all = await records.count({});
        const some = await records.count({
          from: secondsLater(1).toISOString(),
          to: secondsLater(4).toISOString(),
        });

        expect(all).toEqual({ received: 6, verdicts: { pass: 2, fail: 1, review: 1, rejected: 1 } });
        expect(some).toEqual({ received: 4, verdicts: { pass: 1, fail: 1, review: 1, rejected: 0 } });
      });

      test("narrows what was received by recipe and line, but not by verdict", async () => {
        const records = await makeRecords();
        await records.receive(sampleReceipt());
        await records.receive(
          sampleReceipt({ inspectionId: "b", dedupeKey: "b", source: { line: "line-2", fileName: "b.jpg" } }),
        );

        expect(await records.count({ line: "line-2" })).toMatchObject({ received: 1 });
        expect(await records.count({ recipe: "widget" })).toMatchObject({ received: 2 });
        expect(await records.count({ recipe: "gadget" })).toMatchObject({ received: 0 });
        expect(await records.count({ verdict: "fail" })).toMatchObject({ received: 2 });
      });

      test("counts an inspection that was rebuilt from the vault as received, though its receipt is lost", async () => {
        const records = await makeRecords();
        await recordAll(records, [{ id: "a" }, { id: "b", verdict: "fail" }]);

        const counted = await records.count({});

        expect(counted).toEqual({ received: 2, verdicts: { pass: 1, fail: 1, review: 0, rejected: 0 } });
      });
    });
  });
}

async function recordAll(records: RecordStore, bodies: Partial<InspectionBody>[]): Promise<void> {
  for (const [i, body] of bodies.entries()) {
    await records.record(await sealedAt(i + 1, inspectionEvidence(body)), []);
  }
}

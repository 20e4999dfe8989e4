import { describe, expect, test } from "vitest";
import type { EvidenceBody } from "../../src/domain/evidence.ts";
import type { LiveRecords } from "../../src/ports/live-records.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import { dispositionEvidence, inspectionEvidence, sampleRecipe, sealedAt, secondsLater } from "./samples.ts";

type Stores = { records: RecordStore; live: LiveRecords };

export function describeLiveRecordsContract(name: string, make: () => Promise<Stores>): void {
  describe(`live records ${name}`, () => {
    async function recordAt(records: RecordStore, sequence: number, body: EvidenceBody) {
      await records.record(await sealedAt(sequence, body), []);
    }
    const published: EvidenceBody = { kind: "recipe", recipe: sampleRecipe(1), publishedBy: "Ana" };

    test("tell what was recorded after a sequence, in the order of the chain, up to a limit", async () => {
      const { records, live } = await make();
      await recordAt(records, 1, published);
      await recordAt(records, 2, inspectionEvidence({ id: "a", verdict: "fail" }));
      await recordAt(records, 3, dispositionEvidence("a"));
      await recordAt(records, 4, inspectionEvidence({ id: "b" }));

      const all = await live.after(0, 10);
      const some = await live.after(1, 2);
      const none = await live.after(4, 10);

      expect(all).toMatchObject([
        { sequence: 1, kind: "other" },
        { sequence: 2, kind: "inspection", inspection: { id: "a", verdict: "fail" } },
        {
          sequence: 3,
          kind: "disposition",
          line: "line-1",
          disposition: { inspectionId: "a", verdict: "fail" },
        },
        { sequence: 4, kind: "inspection", inspection: { id: "b" } },
      ]);
      expect(some.map(({ sequence }) => sequence)).toEqual([2, 3]);
      expect(none).toEqual([]);
    });

    test("show an inspection as the records do, with what people decided since", async () => {
      const { records, live } = await make();
      await recordAt(records, 1, inspectionEvidence({ id: "a" }));
      await recordAt(records, 2, dispositionEvidence("a"));

      const [change] = await live.after(0, 1);

      expect(change).toEqual({ sequence: 1, kind: "inspection", inspection: await records.get("a") });
    });

    test("leave out what is not recorded yet, and have it once it is", async () => {
      const { records, live } = await make();
      await recordAt(records, 1, inspectionEvidence({ id: "a" }));
      await recordAt(records, 3, inspectionEvidence({ id: "c" }));

      const before = await live.after(0, 10);
      await recordAt(records, 2, inspectionEvidence({ id: "b" }));

      expect(before.map(({ sequence }) => sequence)).toEqual([1, 3]);
      expect((await live.after(0, 10)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    });

    test("do not tell a second entry about one photo as another inspection", async () => {
      const { records, live } = await make();
      await recordAt(records, 1, inspectionEvidence({ id: "a" }));
      await recordAt(records, 2, inspectionEvidence({ id: "a", verdict: "fail" }));

      const changes = await live.after(0, 10);

      expect(changes).toMatchObject([
        { sequence: 1, kind: "inspection", inspection: { verdict: "pass" } },
        { sequence: 2, kind: "other" },
      ]);
    });

    test("know every line by name, and when it last had a photo", async () => {
      const { records, live } = await make();
      const from = (line: string | undefined) => ({
        fileName: "x.jpg",
        ...(line === undefined ? {} : { line }),
      });
      await recordAt(records, 1, inspectionEvidence({ id: "a", source: from("line-2") }));
      const later = { id: "b", source: from("line-2"), receivedAt: secondsLater(60).toISOString() };
      await recordAt(records, 2, inspectionEvidence(later));
      await recordAt(records, 3, inspectionEvidence({ id: "c", source: from("line-1") }));
      await recordAt(records, 4, inspectionEvidence({ id: "d", source: from(undefined) }));

      const lines = await live.lines();

      expect(lines).toEqual([
        { line: "line-1", lastReceivedAt: secondsLater(0).toISOString() },
        { line: "line-2", lastReceivedAt: secondsLater(60).toISOString() },
      ]);
    });

    test("know no line where there is none", async () => {
      const { live } = await make();

      expect(await live.lines()).toEqual([]);
    });
  });
}

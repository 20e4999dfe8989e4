import { describe, expect, test } from "vitest";
import type { EvidenceBody } from "../../src/domain/evidence.ts";
import type { InspectionBody } from "../../src/domain/inspection.ts";
import { type ReviewItem, reviewItemOf, sampleItemOf } from "../../src/domain/review/review-item.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import type { ReviewQueue } from "../../src/ports/review-queue.ts";
import {
  dispositionEvidence,
  inspectionEvidence,
  NOW,
  sampleInspection,
  sealedAt,
  secondsLater,
} from "./samples.ts";

/** `connect` opens the same queue as another process would. */
type Subject = { reviews: ReviewQueue; records: RecordStore; connect: () => ReviewQueue };

export function describeReviewQueueContract(name: string, makeSubject: () => Promise<Subject>): void {
  describe(`the review queue ${name}`, () => {
    test("hands out items by their place, each under its claim, until none is free", async () => {
      const { reviews } = await makeSubject();
      for (const item of [itemAt("c", 30), itemAt("a", 10), itemAt("b", 20)]) await reviews.add(item);

      const claims = [];
      for (const claimId of ["1", "2", "3", "4"]) claims.push(await reviews.claim(by("Ana", claimId)));

      expect(claims).toEqual([itemAt("a", 10), itemAt("b", 20), itemAt("c", 30), undefined]);
    });

    test("never gives the same item to two who ask at once", async () => {
      const { reviews, connect } = await makeSubject();
      for (let i = 0; i < 30; i++) await reviews.add(itemAt(`item-${i}`, i));

      const claimed = await Promise.all(
        Array.from({ length: 12 }, async (_, person) => {
          const own = connect();
          const got: string[] = [];
          for (let n = 0; ; n++) {
            const item = await own.claim(by(`person-${person}`, `${person}/${n}`));
            if (!item) return got;
            got.push(item.inspectionId);
          }
        }),
      );

      const all = claimed.flat();
      expect(all).toHaveLength(30);
      expect(new Set(all).size).toBe(30);
    });

    test("keeps a claim as long as it is renewed, and gives the item to the next one after that", async () => {
      const { reviews } = await makeSubject();
      await reviews.add(itemAt("a", 10));
      await reviews.claim(by("Ana", "1"));

      const renewed = await reviews.renew({ inspectionId: "a", claimId: "1" }, secondsLater(240));
      const early = await reviews.claim(by("Ben", "2", secondsLater(239)));
      const late = await reviews.claim(by("Ben", "3", secondsLater(240)));
      const lost = await reviews.renew({ inspectionId: "a", claimId: "1" }, secondsLater(500));

      expect([renewed, early, late?.inspectionId, lost]).toEqual([true, undefined, "a", false]);
    });

    test("lets a claim that ran out be renewed while nobody else has taken the item", async () => {
      const { reviews } = await makeSubject();
      await reviews.add(itemAt("a", 10));
      await reviews.claim(by("Ana", "1"));

      const renewed = await reviews.renew({ inspectionId: "a", claimId: "1" }, secondsLater(2000));

      expect(renewed).toBe(true);
      expect(await reviews.claim(by("Ben", "2", secondsLater(1000)))).toBeUndefined();
    });

    test("gives back what is released, but not by a claim that was lost", async () => {
      const { reviews } = await makeSubject();
      await reviews.add(itemAt("a", 10));
      await reviews.claim(by("Ana", "1"));

      await reviews.release({ inspectionId: "a", claimId: "another" });
      const stillHeld = await reviews.claim(by("Ben", "2"));
      await reviews.release({ inspectionId: "a", claimId: "1" });
      const free = await reviews.claim(by("Ben", "3"));

      expect([stillHeld, free?.inspectionId]).toEqual([undefined, "a"]);
    });

    test("passes over what was skipped, and hands out one item that is asked for by name", async () => {
      const { reviews } = await makeSubject();
      for (const item of [itemAt("a", 10), itemAt("b", 20), itemAt("c", 30)]) await reviews.add(item);

      const skipping = await reviews.claim({ ...by("Ana", "1"), except: ["a", "x"] });
      const named = await reviews.claim({ ...by("Ana", "2"), only: "c" });
      const held = await reviews.claim({ ...by("Ben", "3"), only: "c" });
      const unknown = await reviews.claim({ ...by("Ben", "4"), only: "never-seen" });

      expect([skipping, named, held, unknown].map((item) => item?.inspectionId)).toEqual([
        "b",
        "c",
        undefined,
        undefined,
      ]);
    });

    test("adds an inspection once, also after it was decided", async () => {
      const { reviews } = await makeSubject();

      const first = await reviews.add(itemAt("a", 10));
      const again = await reviews.add(itemAt("a", 99));
      await reviews.settle("a");
      const decided = await reviews.add(itemAt("a", 10));

      expect([first, again, decided]).toEqual(["queued", "already-known", "already-known"]);
      expect(await reviews.claim(by("Ana", "1"))).toBeUndefined();
      expect(await reviews.renew({ inspectionId: "a", claimId: "" }, secondsLater(1))).toBe(false);
    });

    test("tells what waits, in order, who holds what, and how old the oldest is", async () => {
      const { reviews } = await makeSubject();
      const risky = { ...itemAt("risky", 5), queuedAt: secondsLater(60).toISOString() };
      const sample = sampleItemOf("sample", secondsLater(30), RETAIN);
      for (const item of [sample, itemAt("old", 10), risky]) await reviews.add(item);
      await reviews.claim(by("Ana", "1"));

      expect(await reviews.list(NOW, 2)).toEqual([
        { ...risky, heldBy: "Ana", heldUntil: secondsLater(120).toISOString() },
        itemAt("old", 10),
      ]);
      expect(await reviews.stats(NOW)).toEqual({
        waiting: 3,
        held: 1,
        samples: 1,
        oldestQueuedAt: NOW.toISOString(),
      });
      expect(await reviews.stats(secondsLater(120))).toMatchObject({ waiting: 3, held: 0 });
    });

    test("says of an empty queue that nothing waits, and no age", async () => {
      const { reviews } = await makeSubject();

      expect(await reviews.stats(NOW)).toEqual({ waiting: 0, held: 0, samples: 0 });
      expect(await reviews.list(NOW, 10)).toEqual([]);
    });

    describe("as the record store fills it", () => {
      test("takes in what got the verdict review, once, and nothing else", async () => {
        const { reviews, records } = await makeSubject();
        const unsure = inspectionEvidence({ id: "unsure", verdict: "review" });
        const entries = [
          unsure,
          inspectionEvidence({ id: "fine" }),
          inspectionEvidence({ id: "bad", verdict: "fail" }),
        ];

        await recordAll(records, entries);
        await records.record(await sealedAt(1, unsure), []);

        expect(await reviews.list(NOW, 10)).toEqual([reviewOf({ id: "unsure" })]);
      });

      test("knows what was drawn as a sample, also when it was decided", async () => {
        const { reviews } = await makeSubject();
        await reviews.add({ ...itemAt("drawn", 1), reason: "sample" });
        await reviews.add(itemAt("unsure", 2));

        await reviews.settle("drawn");

        const known = ["drawn", "unsure", "other"].map((id) => reviews.isSample(id));
        expect(await Promise.all(known)).toEqual([true, false, false]);
      });

      test("lets go of what was decided, whoever holds it, and brings it back when that is withdrawn", async () => {
        const { reviews, records } = await makeSubject();
        await recordAll(records, [inspectionEvidence({ id: "a", verdict: "review" })]);
        await reviews.claim(by("Ana", "1"));

        await records.record(await sealedAt(2, dispositionEvidence("a")), []);
        const decided = await reviews.stats(NOW);
        const renewed = await reviews.renew({ inspectionId: "a", claimId: "1" }, secondsLater(500));
        await records.record(await sealedAt(3, withdrawal("a")), []);

        expect([decided.waiting, renewed]).toEqual([0, false]);
        expect(await reviews.claim(by("Ben", "2"))).toEqual(reviewOf({ id: "a" }));
      });

      test("keeps out what was withdrawn while an earlier decision holds, and what never was in the queue", async () => {
        const { reviews, records } = await makeSubject();

        await recordAll(records, [
          inspectionEvidence({ id: "twice", verdict: "review" }),
          dispositionEvidence("twice"),
          dispositionEvidence("twice"),
          withdrawal("twice"),
          inspectionEvidence({ id: "bad", verdict: "fail" }),
          dispositionEvidence("bad"),
          withdrawal("bad"),
        ]);

        expect(await reviews.stats(NOW)).toMatchObject({ waiting: 0 });
      });
    });
  });
}

const RETAIN = "2029-03-01T08:00:00.000Z";

function itemAt(inspectionId: string, placeMs: number): ReviewItem {
  return { inspectionId, reason: "review", queuedAt: NOW.toISOString(), placeMs, retainUntil: RETAIN };
}

function by(name: string, claimId: string, now = NOW) {
  return { by: name, claimId, now, until: new Date(now.getTime() + 120_000) };
}

function withdrawal(inspectionId: string): EvidenceBody {
  const at = NOW.toISOString();
  return {
    kind: "disposition",
    disposition: { inspectionId, decision: "withdrawn", by: "inspector", at, reason: "the wrong key" },
  };
}

function reviewOf(over: Partial<InspectionBody>): ReviewItem | undefined {
  return reviewItemOf(sampleInspection({ ...over, verdict: "review" }));
}

async function recordAll(records: RecordStore, bodies: readonly EvidenceBody[]): Promise<void> {
  for (const [i, body] of bodies.entries()) await records.record(await sealedAt(i + 1, body), []);
}

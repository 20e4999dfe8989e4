import { describe, expect, test } from "vitest";
import type { WorkQueue } from "../../src/ports/work-queue.ts";
import { NOW, secondsLater } from "./samples.ts";

const LEASE_MS = 60_000;

export function describeWorkQueueContract(name: string, makeQueue: () => Promise<WorkQueue>): void {
  describe(`the work queue ${name}`, () => {
    test("hands out jobs in the order in which they came", async () => {
      const queue = await makeQueue();
      for (const inspectionId of ["a", "b", "c"]) await queue.enqueue({ inspectionId }, NOW);

      const claimed = [
        await queue.claim(NOW, LEASE_MS),
        await queue.claim(NOW, LEASE_MS),
        await queue.claim(NOW, LEASE_MS),
        await queue.claim(NOW, LEASE_MS),
      ];

      expect(claimed).toEqual([
        { inspectionId: "a", attempts: 1 },
        { inspectionId: "b", attempts: 1 },
        { inspectionId: "c", attempts: 1 },
        undefined,
      ]);
    });

    test("hands out the one job that is asked for, if it is due", async () => {
      const queue = await makeQueue();
      for (const inspectionId of ["a", "b", "c", "d"]) await queue.enqueue({ inspectionId }, NOW);
      await queue.retry("c", "busy", secondsLater(10));
      await queue.bury("d", "broken", NOW);

      const claimed = [
        await queue.claim(NOW, LEASE_MS, "b"),
        await queue.claim(NOW, LEASE_MS, "b"),
        await queue.claim(NOW, LEASE_MS, "c"),
        await queue.claim(NOW, LEASE_MS, "d"),
        await queue.claim(NOW, LEASE_MS, "unknown"),
        await queue.claim(secondsLater(10), LEASE_MS, "c"),
      ];

      expect(claimed).toEqual([
        { inspectionId: "b", attempts: 1 },
        undefined,
        undefined,
        undefined,
        undefined,
        { inspectionId: "c", attempts: 1 },
      ]);
    });

    test("adds a job once while it waits, is in progress or is dead", async () => {
      const queue = await makeQueue();

      const first = await queue.enqueue({ inspectionId: "a" }, NOW);
      const whileWaiting = await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.claim(NOW, LEASE_MS);
      const whileInProgress = await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.bury("a", "broken", NOW);
      const whileDead = await queue.enqueue({ inspectionId: "a" }, NOW);

      expect([first, whileWaiting, whileInProgress, whileDead]).toEqual([
        "queued",
        "already-queued",
        "already-queued",
        "already-queued",
      ]);
    });

    test("forgets a completed job, so that whether it was done is the record store's to know", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.claim(NOW, LEASE_MS);

      await queue.complete("a");

      expect(await queue.stats(NOW)).toEqual({ waiting: 0, inProgress: 0, dead: 0, oldestAgeMs: 0 });
      expect(await queue.enqueue({ inspectionId: "a" }, NOW)).toBe("queued");
    });

    test("extends a lease for whoever holds the job, and refuses whoever has lost it", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.claim(NOW, LEASE_MS);
      const first = { inspectionId: "a", attempts: 1 };

      const kept = await queue.extend(first, secondsLater(100));
      const tooEarly = await queue.claim(secondsLater(99), LEASE_MS);
      const second = await queue.claim(secondsLater(100), LEASE_MS);
      const lost = await queue.extend(first, secondsLater(200));
      await queue.complete("a");
      const done = await queue.extend({ inspectionId: "a", attempts: 2 }, secondsLater(200));

      expect([kept, tooEarly, second?.attempts, lost, done]).toEqual([true, undefined, 2, false, false]);
    });

    test("hands a job out again when its lease has run out, and counts the attempt", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.claim(NOW, LEASE_MS);

      const tooEarly = await queue.claim(secondsLater(59), LEASE_MS);
      const again = await queue.claim(secondsLater(60), LEASE_MS);

      expect(tooEarly).toBeUndefined();
      expect(again).toEqual({ inspectionId: "a", attempts: 2 });
    });

    test("holds a retried job back until it is due, without holding up the others", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.claim(NOW, LEASE_MS);
      await queue.retry("a", "no disk space", secondsLater(10));
      await queue.enqueue({ inspectionId: "b" }, secondsLater(1));

      const other = await queue.claim(secondsLater(2), LEASE_MS);
      const none = await queue.claim(secondsLater(9), LEASE_MS);
      const retried = await queue.claim(secondsLater(10), LEASE_MS);

      expect(other?.inspectionId).toBe("b");
      expect(none).toBeUndefined();
      expect(retried).toEqual({ inspectionId: "a", attempts: 2 });
    });

    test("keeps a dead letter with its reason, out of the line", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.claim(NOW, LEASE_MS);

      await queue.bury("a", "the model is gone", secondsLater(5));

      expect(await queue.claim(secondsLater(10_000), LEASE_MS)).toBeUndefined();
      expect(await queue.deadLetters(10)).toEqual([
        {
          inspectionId: "a",
          reason: "the model is gone",
          attempts: 1,
          failedAt: secondsLater(5).toISOString(),
        },
      ]);
    });

    test("finds the dead letter of one photo, and none of a photo that is alive or unknown", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "dead" }, NOW);
      await queue.bury("dead", "broken", NOW);
      await queue.enqueue({ inspectionId: "alive" }, NOW);

      const [letter] = await queue.deadLetters(1);

      expect(await queue.deadLetter("dead")).toEqual(letter);
      expect(await queue.deadLetter("alive")).toBeUndefined();
      expect(await queue.deadLetter("unknown")).toBeUndefined();
    });

    test("lists the newest dead letters first, as many as asked for", async () => {
      const queue = await makeQueue();
      for (const [i, inspectionId] of ["a", "b", "c"].entries()) {
        await queue.enqueue({ inspectionId }, NOW);
        await queue.bury(inspectionId, "broken", secondsLater(i));
      }

      const letters = await queue.deadLetters(2);

      expect(letters.map((letter) => letter.inspectionId)).toEqual(["c", "b"]);
    });

    test("puts a redriven dead letter back in the line as new", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.claim(NOW, LEASE_MS);
      await queue.bury("a", "broken", NOW);

      await queue.redrive("a", secondsLater(100));

      expect(await queue.deadLetters(10)).toEqual([]);
      expect(await queue.stats(secondsLater(101))).toMatchObject({ waiting: 1, oldestAgeMs: 1000 });
      expect(await queue.claim(secondsLater(101), LEASE_MS)).toEqual({ inspectionId: "a", attempts: 1 });
    });

    test("refuses to redrive what is not a dead letter", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "alive" }, NOW);

      await expect(queue.redrive("alive", NOW)).rejects.toMatchObject({ code: "not-found" });
      await expect(queue.redrive("unknown", NOW)).rejects.toMatchObject({ code: "not-found" });
    });

    test("does not wake the dead when a late worker asks for a retry", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);
      await queue.bury("a", "broken", NOW);

      await queue.retry("a", "late", NOW);

      expect(await queue.stats(NOW)).toMatchObject({ waiting: 0, dead: 1 });
    });

    test("ignores reports about jobs it does not know", async () => {
      const queue = await makeQueue();

      await queue.complete("unknown");
      await queue.retry("unknown", "late", NOW);
      await queue.bury("unknown", "late", NOW);

      expect(await queue.stats(NOW)).toEqual({ waiting: 0, inProgress: 0, dead: 0, oldestAgeMs: 0 });
    });

    test("counts what waits, is in progress and is dead, and the age of the oldest job alive", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "dead" }, secondsLater(-100));
      await queue.bury("dead", "broken", NOW);
      await queue.enqueue({ inspectionId: "in-progress" }, secondsLater(-50));
      await queue.claim(NOW, LEASE_MS);
      await queue.enqueue({ inspectionId: "waiting" }, NOW);

      const stats = await queue.stats(NOW);
      const afterTheLease = await queue.stats(secondsLater(61));

      expect(stats).toEqual({ waiting: 1, inProgress: 1, dead: 1, oldestAgeMs: 50_000 });
      expect(afterTheLease).toMatchObject({ waiting: 2, inProgress: 0 });
    });

    test("hands out the one job that is asked for, when it is due", async () => {
      const queue = await makeQueue();
      for (const inspectionId of ["a", "b", "c"]) await queue.enqueue({ inspectionId }, NOW);

      const claimed = await queue.claim(NOW, LEASE_MS, "b");
      const next = await queue.claim(NOW, LEASE_MS);

      expect(claimed).toEqual({ inspectionId: "b", attempts: 1 });
      expect(next).toEqual({ inspectionId: "a", attempts: 1 });
    });

    test("does not hand out a job that is asked for while it is claimed, put back, dead, done or unknown", async () => {
      const queue = await makeQueue();
      for (const inspectionId of ["claimed", "put-back", "dead", "done", "other"])
        await queue.enqueue({ inspectionId }, NOW);
      await queue.claim(NOW, LEASE_MS, "claimed");
      await queue.claim(NOW, LEASE_MS, "put-back");
      await queue.retry("put-back", "no disk space", secondsLater(10));
      await queue.bury("dead", "broken", NOW);
      await queue.complete("done");

      const ask = async (now: Date) =>
        Promise.all(
          ["claimed", "put-back", "dead", "done", "unknown"].map((id) => queue.claim(now, LEASE_MS, id)),
        );

      expect(await ask(secondsLater(9))).toEqual(Array.from({ length: 5 }));
      expect(await ask(secondsLater(60))).toEqual([
        { inspectionId: "claimed", attempts: 2 },
        { inspectionId: "put-back", attempts: 2 },
        undefined,
        undefined,
        undefined,
      ]);
    });

    test("gives a job that many ask for at once to exactly one of them", async () => {
      const queue = await makeQueue();
      await queue.enqueue({ inspectionId: "a" }, NOW);

      const claims = await Promise.all(Array.from({ length: 20 }, () => queue.claim(NOW, LEASE_MS, "a")));

      expect(claims.filter((job) => job !== undefined)).toEqual([{ inspectionId: "a", attempts: 1 }]);
    });

    test("gives each of 50 jobs to exactly one of many claims at once", async () => {
      const queue = await makeQueue();
      for (let i = 0; i < 50; i++) await queue.enqueue({ inspectionId: `job-${i}` }, NOW);

      const claims = await Promise.all(Array.from({ length: 60 }, () => queue.claim(NOW, LEASE_MS)));

      const ids = claims.flatMap((job) => job?.inspectionId ?? []);
      expect(ids).toHaveLength(50);
      expect(new Set(ids).size).toBe(50);
    });
  });
}

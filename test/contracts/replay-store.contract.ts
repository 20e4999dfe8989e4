import { describe, expect, test } from "vitest";
import { emptyTally } from "../../src/domain/compare-replay.ts";
import type { Flip, Replay } from "../../src/domain/replay.ts";
import type { ReplayStore } from "../../src/ports/replay-store.ts";
import { NOW, sampleRecipe } from "./samples.ts";

function replayNamed(id: string): Replay {
  return {
    id,
    state: "running",
    recipe: sampleRecipe(2),
    range: { line: "line-1" },
    limit: 500,
    by: "Grace",
    startedAt: NOW.toISOString(),
    total: 3,
    tally: emptyTally(),
  };
}

function flipFor(inspectionId: string): Flip {
  return {
    inspectionId,
    receivedAt: NOW.toISOString(),
    source: { fileName: "a.jpg" },
    by: "photo",
    before: { recipe: { id: "widget", version: 1 }, verdict: "fail", reasons: ["screw: missing"] },
    after: { verdict: "pass", reasons: [], findings: [] },
    detections: [],
    unconfirmed: true,
  };
}

export function describeReplayStoreContract(name: string, makeStore: () => Promise<ReplayStore>): void {
  describe(`the replay store ${name}`, () => {
    test("gives back how far a replay is, and the flips in the order in which they came", async () => {
      const store = await makeStore();
      await store.add(replayNamed("a"), 9);
      const ended: Replay = { ...replayNamed("a"), state: "done", worse: false, reasons: [] };

      await store.save(replayNamed("a"), [flipFor("1"), flipFor("2")]);
      await store.save(ended, [flipFor("3")]);

      expect(await store.get("a")).toEqual(ended);
      expect(await store.flips("a", { limit: 2, after: 0 })).toEqual([flipFor("1"), flipFor("2")]);
      expect(await store.flips("a", { limit: 2, after: 2 })).toEqual([flipFor("3")]);
      expect(await store.flip("a", "2")).toEqual(flipFor("2"));
    });

    test("keeps the newest, and lists them first", async () => {
      const store = await makeStore();

      for (const id of ["c", "a", "b"]) {
        await store.add(replayNamed(id), 2);
        await store.save(replayNamed(id), [flipFor("1")]);
      }

      expect((await store.list()).map(({ id }) => id)).toEqual(["b", "a"]);
      expect(await store.get("c")).toBeUndefined();
      expect(await store.flips("c", { limit: 9, after: 0 })).toEqual([]);
    });

    test("does not bring back what was removed while it ran", async () => {
      const store = await makeStore();
      await store.add(replayNamed("a"), 9);

      await store.remove("a");
      await store.save(replayNamed("a"), [flipFor("1")]);

      expect(await store.get("a")).toBeUndefined();
      expect(await store.flips("a", { limit: 9, after: 0 })).toEqual([]);
      expect(await store.flip("a", "1")).toBeUndefined();
    });

    test("keeps the flips of replays apart", async () => {
      const store = await makeStore();
      await store.add(replayNamed("a"), 9);
      await store.add(replayNamed("b"), 9);

      await store.save(replayNamed("a"), [flipFor("1")]);

      expect(await store.flips("b", { limit: 9, after: 0 })).toEqual([]);
      expect(await store.flip("b", "1")).toBeUndefined();
    });
  });
}

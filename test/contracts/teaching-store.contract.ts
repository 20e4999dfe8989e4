import { describe, expect, test } from "vitest";
import type { Teaching } from "../../src/domain/lesson.ts";
import { MOST_LISTED, MOST_WAITING, type TeachingStore } from "../../src/ports/teaching-store.ts";
import { NOW, secondsLater } from "./samples.ts";

function teaching(id: string, over: Partial<Teaching> = {}): Teaching {
  return {
    id,
    lessonId: `lesson of ${id}`,
    model: "control-box",
    look: "auto",
    effort: "normal",
    seed: 1,
    state: "waiting",
    askedBy: "Ana",
    askedAt: NOW.toISOString(),
    stage: "",
    fraction: 0,
    ...over,
  };
}

/** Nobody is silent for that long. */
const NEVER = secondsLater(-3600);

export function describeTeachingStoreContract(name: string, makeStore: () => Promise<TeachingStore>): void {
  async function arrange(...ids: string[]) {
    const store = await makeStore();
    for (const id of ids) await store.add(teaching(id));
    return store;
  }

  describe(`the teaching store ${name}`, () => {
    test("starts the one that waits longest, and no other while it runs", async () => {
      const store = await arrange("2", "1");

      const first = await store.claim(NOW, NEVER);
      const second = await store.claim(secondsLater(1), NEVER);

      expect(first).toEqual(teaching("1", { state: "running", startedAt: NOW.toISOString() }));
      expect(second).toBeUndefined();
      expect((await store.get("2"))?.state).toBe("waiting");
    });

    test("keeps what a running one says of itself, and its end", async () => {
      const store = await arrange("1");
      await store.claim(NOW, NEVER);

      const goesOn = await store.report("1", { stage: "learning", fraction: 0.4 }, secondsLater(1));
      const underWay = await store.get("1");
      await store.end("1", { state: "done", version: "0123456789ab" }, secondsLater(2));

      expect(goesOn).toBe(true);
      expect(underWay).toMatchObject({ state: "running", stage: "learning", fraction: 0.4 });
      expect(await store.get("1")).toMatchObject({
        state: "done",
        version: "0123456789ab",
        endedAt: secondsLater(2).toISOString(),
      });
      expect(await store.claim(secondsLater(3), NEVER)).toBeUndefined();
    });

    test("takes one that has fallen silent as interrupted, and starts the next", async () => {
      const store = await arrange("1", "2");
      await store.claim(NOW, NEVER);

      const next = await store.claim(secondsLater(60), secondsLater(40));
      const lateReport = await store.report("1", { stage: "learning", fraction: 0.9 }, secondsLater(61));

      expect(next?.id).toBe("2");
      expect(lateReport).toBe(false);
      expect(await store.get("1")).toMatchObject({
        state: "failed",
        message: expect.stringContaining("Start it again"),
      });
    });

    test("leaves one alone that has just said that it is alive", async () => {
      const store = await arrange("1", "2");
      await store.claim(NOW, NEVER);
      await store.report("1", { stage: "learning", fraction: 0.4 }, secondsLater(50));

      expect(await store.claim(secondsLater(60), secondsLater(40))).toBeUndefined();
      expect((await store.get("1"))?.state).toBe("running");
    });

    test("cancels what waits and what runs, and the runner hears of it", async () => {
      const store = await arrange("1", "2");
      await store.claim(NOW, NEVER);

      const running = await store.cancel("1", secondsLater(1));
      const waiting = await store.cancel("2", secondsLater(1));

      expect([running?.state, waiting?.state]).toEqual(["canceled", "canceled"]);
      expect(await store.report("1", { stage: "learning", fraction: 0.4 }, secondsLater(2))).toBe(false);
      await store.end("1", { state: "done", version: "0123456789ab" }, secondsLater(3));
      expect((await store.get("1"))?.state).toBe("canceled");
      expect(await store.claim(secondsLater(4), NEVER)).toBeUndefined();
    });

    test("does not cancel what is over", async () => {
      const store = await arrange("1");
      await store.claim(NOW, NEVER);
      await store.end("1", { state: "failed", message: "No photo has a box." }, secondsLater(1));

      expect(await store.cancel("1", secondsLater(2))).toMatchObject({ state: "failed" });
      expect(await store.cancel("none", secondsLater(2))).toBeUndefined();
    });

    test("takes a lesson once at a time, and again when that is over", async () => {
      const store = await arrange("1");
      const again = teaching("2", { lessonId: "lesson of 1" });

      await expect(store.add(again)).rejects.toMatchObject({ code: "conflict" });
      await store.cancel("1", NOW);
      await store.add(again);

      expect((await store.list("lesson of 1")).map(({ id }) => id)).toEqual(["2", "1"]);
    });

    test("lets no more wait than may", async () => {
      const store = await arrange(...Array.from({ length: MOST_WAITING }, (_, n) => `${n + 10}`));

      await expect(store.add(teaching("99"))).rejects.toMatchObject({ code: "conflict" });
    });

    test("lists the newest only, of one lesson", async () => {
      const store = await arrange("other");
      for (let n = 100; n <= 100 + MOST_LISTED; n++) {
        await store.add(teaching(`${n}`, { lessonId: "mine" }));
        await store.cancel(`${n}`, NOW);
      }

      const listed = await store.list("mine");

      expect(listed).toHaveLength(MOST_LISTED);
      expect(listed[0]?.id).toBe(`${100 + MOST_LISTED}`);
    });
  });
}

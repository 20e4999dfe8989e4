import { describe, expect, test } from "vitest";
import type { SessionHolder, SessionStore } from "../../src/ports/session-store.ts";
import { NOW, secondsLater } from "./samples.ts";

const ANA: SessionHolder = { kind: "person", id: "ana" };
const CAMERA: SessionHolder = { kind: "token", id: "ana" };
const HOUR = 3600;

function session(holder: SessionHolder) {
  return { holder, now: NOW, idleMs: HOUR * 1000, expiresAt: secondsLater(12 * HOUR) };
}

export function describeSessionStoreContract(name: string, makeStore: () => Promise<SessionStore>): void {
  describe(`the session store ${name}`, () => {
    test("finds whose session it is", async () => {
      const store = await makeStore();
      const [ana, camera] = [await store.create(session(ANA)), await store.create(session(CAMERA))];

      expect(await store.find(ana, NOW)).toEqual(ANA);
      expect(await store.find(camera, NOW)).toEqual(CAMERA);
    });

    test("makes secrets of 256 random bits, each a new one", async () => {
      const store = await makeStore();

      const [one, two] = [await store.create(session(ANA)), await store.create(session(ANA))];

      expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(two).not.toBe(one);
    });

    test("finds nobody for a secret that it did not make", async () => {
      const store = await makeStore();
      const secret = await store.create(session(ANA));

      const found = await Promise.all(["", secret.slice(0, -1), `${secret} `].map((s) => store.find(s, NOW)));

      expect(found).toEqual([undefined, undefined, undefined]);
    });

    test("ends a session that nobody uses, and keeps one that is used until its end", async () => {
      const store = await makeStore();
      const [used, idle] = [await store.create(session(ANA)), await store.create(session(ANA))];
      const found: boolean[] = [];

      for (let minutes = 30; minutes <= 12 * 60; minutes += 30)
        found.push((await store.find(used, secondsLater(minutes * 60))) !== undefined);

      expect(found).toEqual([...Array(23).fill(true), false]);
      expect(await store.find(idle, secondsLater(HOUR - 1))).toEqual(ANA);
      expect(await store.find(await store.create(session(ANA)), secondsLater(HOUR))).toBeUndefined();
    });

    test("cannot be brought back to life by using what has ended", async () => {
      const store = await makeStore();
      const secret = await store.create(session(ANA));

      await store.find(secret, secondsLater(HOUR));

      expect(await store.find(secret, secondsLater(HOUR + 1))).toBeUndefined();
    });

    test("ends one session, and leaves the others", async () => {
      const store = await makeStore();
      const [one, two] = [await store.create(session(ANA)), await store.create(session(ANA))];

      await store.end(one);
      await store.end("no session");

      expect(await store.find(one, NOW)).toBeUndefined();
      expect(await store.find(two, NOW)).toEqual(ANA);
    });

    test("ends all sessions of a holder, and of nobody else", async () => {
      const store = await makeStore();
      const [one, two] = [await store.create(session(ANA)), await store.create(session(ANA))];
      const camera = await store.create(session(CAMERA));

      await store.endAllOf(ANA);

      expect([await store.find(one, NOW), await store.find(two, NOW)]).toEqual([undefined, undefined]);
      expect(await store.find(camera, NOW)).toEqual(CAMERA);
    });
  });
}

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ImageStore } from "../../src/ports/image-store.ts";
import { collect } from "./samples.ts";

const photo = new TextEncoder().encode("a photo of a widget");
const sha256 = createHash("sha256").update(photo).digest("hex");
const MUCH_LATER = new Date("2035-01-01T00:00:00Z");

const HOSTILE_KEYS = [
  "",
  "../../partproof.db",
  "/etc/passwd",
  `${sha256.slice(0, 2)}/../${sha256.slice(0, 2)}/${sha256}.jpg`,
  `${sha256.slice(0, 2)}/${sha256}.jpg/../x`,
  `${sha256.slice(0, 2)}/${sha256}.jpg\u0000`,
  `${sha256.slice(0, 2)}/${sha256}.jpg\n`,
  `${sha256.slice(0, 2)}\\${sha256}.jpg`,
  `${sha256.slice(0, 2)}/${sha256}`,
  `${sha256.slice(0, 2)}/${sha256}.JPG`,
  `00/${sha256}.jpg`,
];

export function describeImageStoreContract(name: string, makeStore: () => Promise<ImageStore>): void {
  describe(`the image store ${name}`, () => {
    test("keeps a photo under the hash of its content", async () => {
      const store = await makeStore();

      const stored = await store.put(photo, "jpg");

      expect(stored).toEqual({
        key: `${sha256.slice(0, 2)}/${sha256}.jpg`,
        sha256,
        bytes: photo.length,
      });
      expect(new Uint8Array(await store.get(stored.key))).toEqual(photo);
      expect(Buffer.concat(await collect(store.stream(stored.key)))).toEqual(Buffer.from(photo));
    });

    test("gives content that comes piece by piece the same key", async () => {
      const store = await makeStore();
      async function* pieces() {
        yield photo.slice(0, 5);
        yield new Uint8Array(0);
        yield photo.slice(5);
      }

      const stored = await store.put(pieces(), "jpg");

      expect(stored).toEqual({ key: `${sha256.slice(0, 2)}/${sha256}.jpg`, sha256, bytes: photo.length });
      expect(new Uint8Array(await store.get(stored.key))).toEqual(photo);
    });

    test("keeps an empty file too", async () => {
      const store = await makeStore();

      const stored = await store.put(new Uint8Array(0), "bin");

      expect(stored.bytes).toBe(0);
      expect(await store.get(stored.key)).toHaveLength(0);
    });

    test("stores the same content once, also when it comes many times at once", async () => {
      const store = await makeStore();
      async function* stream() {
        yield photo;
      }

      const stored = await Promise.all([
        store.put(photo, "jpg"),
        store.put(stream(), "jpg"),
        store.put(photo, "jpg"),
        store.put(stream(), "jpg"),
      ]);

      expect(new Set(stored.map((s) => s.key)).size).toBe(1);
      expect(new Uint8Array(await store.get(stored[0].key))).toEqual(photo);
    });

    test("keeps nothing of a delivery that breaks off", async () => {
      const store = await makeStore();
      async function* brokenOff() {
        yield photo;
        throw new Error("the camera went away");
      }

      const putting = store.put(brokenOff(), "jpg");

      await expect(putting).rejects.toThrow("the camera went away");
      await expect(store.get(`${sha256.slice(0, 2)}/${sha256}.jpg`)).rejects.toMatchObject({
        code: "not-found",
      });
    });

    test("says so when there is no such photo", async () => {
      const store = await makeStore();
      const key = `${sha256.slice(0, 2)}/${sha256}.jpg`;

      await expect(store.get(key)).rejects.toMatchObject({ code: "not-found" });
      await expect(collect(store.stream(key))).rejects.toMatchObject({ code: "not-found" });
      expect(await store.remove(key, MUCH_LATER)).toBe(false);
    });

    test.each(HOSTILE_KEYS)("refuses the key %j", async (key) => {
      const store = await makeStore();
      await store.put(photo, "jpg");

      await expect(store.get(key)).rejects.toMatchObject({ code: "invalid-input" });
      await expect(collect(store.stream(key))).rejects.toMatchObject({ code: "invalid-input" });
      await expect(store.remove(key, MUCH_LATER)).rejects.toMatchObject({ code: "invalid-input" });
    });

    test.each(["", "../x", "JPG", "j/g", "much-too-long"])("refuses the extension %j", async (extension) => {
      const store = await makeStore();

      await expect(store.put(photo, extension)).rejects.toMatchObject({ code: "invalid-input" });
    });

    test("removes a photo, which can be stored again", async () => {
      const store = await makeStore();
      const { key } = await store.put(photo, "jpg");

      const removed = await store.remove(key, MUCH_LATER);

      expect(removed).toBe(true);
      await expect(store.get(key)).rejects.toMatchObject({ code: "not-found" });
      await store.put(photo, "jpg");
      expect(new Uint8Array(await store.get(key))).toEqual(photo);
    });

    test("does not share its bytes with who put or got them", async () => {
      const store = await makeStore();
      const mine = photo.slice();
      const { key } = await store.put(mine, "jpg");

      mine.fill(0);
      (await store.get(key)).fill(0);

      expect(new Uint8Array(await store.get(key))).toEqual(photo);
    });
  });
}

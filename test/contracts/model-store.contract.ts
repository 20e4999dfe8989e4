import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ModelStore } from "../../src/ports/model-store.ts";
import { NOW, secondsLater } from "./samples.ts";

const one = new Uint8Array([1, 2, 3]);
const two = new Uint8Array([4, 5, 6, 7]);

export function describeModelStoreContract(name: string, makeStore: () => Promise<ModelStore>): void {
  describe(`the model store ${name}`, () => {
    test("keeps a model under a version that its content decides", async () => {
      const store = await makeStore();
      const sha256 = createHash("sha256").update(one).digest("hex");

      const info = await store.put("screws", one, NOW.toISOString());

      expect(info).toEqual({
        name: "screws",
        version: sha256.slice(0, 12),
        sha256,
        bytes: 3,
        createdAt: NOW.toISOString(),
      });
      const found = await store.get("screws", info.version);
      expect(found.info).toEqual(info);
      expect(new Uint8Array(found.content)).toEqual(one);
    });

    test("gives the newest version when none is named, in whatever order they were stored", async () => {
      const store = await makeStore();
      const newer = await store.put("screws", two, secondsLater(60).toISOString());
      const older = await store.put("screws", one, NOW.toISOString());

      const newest = await store.get("screws");

      expect(newest.info).toEqual(newer);
      expect(await store.info("screws")).toEqual(newer);
      expect(await store.info("screws", older.version)).toEqual(older);
    });

    test("changes nothing when the same content is stored again", async () => {
      const store = await makeStore();
      const first = await store.put("screws", one, NOW.toISOString());

      const again = await store.put("screws", one, secondsLater(60).toISOString());

      expect(again).toEqual(first);
      expect(await store.info("screws")).toEqual(first);
    });

    test("lists the newest version of each model, by name", async () => {
      const store = await makeStore();
      await store.put("widgets", one, NOW.toISOString());
      await store.put("screws", one, NOW.toISOString());
      const newest = await store.put("screws", two, secondsLater(60).toISOString());

      const list = await store.list();

      expect(list.map((info) => info.name)).toEqual(["screws", "widgets"]);
      expect(list[0]).toEqual(newest);
    });

    test("says so when there is no such model or version", async () => {
      const store = await makeStore();
      await store.put("screws", one, NOW.toISOString());

      await expect(store.get("unknown")).rejects.toMatchObject({ code: "not-found" });
      await expect(store.get("screws", "0".repeat(12))).rejects.toMatchObject({ code: "not-found" });
      expect(await store.info("unknown")).toBeUndefined();
      expect(await store.info("screws", "0".repeat(12))).toBeUndefined();
    });

    test.each(["", ".", "..", "../screws", "a/b", ".unfinished", "x\u0000", "x".repeat(65)])(
      "has no model by the name %j and takes none",
      async (hostile) => {
        const store = await makeStore();

        await expect(store.put(hostile, one, NOW.toISOString())).rejects.toMatchObject({
          code: "invalid-input",
        });
        await expect(store.get(hostile)).rejects.toMatchObject({ code: "not-found" });
        expect(await store.info(hostile)).toBeUndefined();
      },
    );

    test.each(["../x", "", "../../screws/0123456789ab", "0123456789AB"])(
      "has no version %j",
      async (hostile) => {
        const store = await makeStore();
        await store.put("screws", one, NOW.toISOString());

        await expect(store.get("screws", hostile)).rejects.toMatchObject({ code: "not-found" });
        expect(await store.info("screws", hostile)).toBeUndefined();
      },
    );
  });
}

import { describe, expect, test } from "vitest";
import type { TokenStore } from "../../src/ports/token-store.ts";
import { NOW } from "./samples.ts";

const createdAt = NOW.toISOString();

export function describeTokenStoreContract(name: string, makeStore: () => Promise<TokenStore>): void {
  describe(`the token store ${name}`, () => {
    test("finds who a secret belongs to", async () => {
      const store = await makeStore();
      const camera = await store.create({ name: "camera 1", role: "camera" }, createdAt);
      const auditor = await store.create({ name: "auditor", role: "auditor" }, createdAt);

      expect(await store.find(camera.secret)).toEqual({ ...camera.info, name: "camera 1", role: "camera" });
      expect(await store.find(auditor.secret)).toEqual({ ...auditor.info, name: "auditor", role: "auditor" });
    });

    test("finds a token by its id, and nothing by a part of it", async () => {
      const store = await makeStore();
      const { info } = await store.create({ name: "camera 1", role: "camera" }, createdAt);
      await store.create({ name: "auditor", role: "auditor" }, createdAt);

      expect(await store.get(info.id)).toEqual(info);
      expect(await store.get(info.id.slice(0, 4))).toBeUndefined();
      expect(await store.get("")).toBeUndefined();
    });

    test("makes secrets of 256 random bits, each a new one", async () => {
      const store = await makeStore();

      const one = await store.create({ name: "a", role: "admin" }, createdAt);
      const two = await store.create({ name: "a", role: "admin" }, createdAt);

      expect(one.secret).toMatch(/^pp_[A-Za-z0-9_-]{43}$/);
      expect(two.secret).not.toBe(one.secret);
      expect(two.info.id).not.toBe(one.info.id);
    });

    test("finds nobody for a secret that it did not make", async () => {
      const store = await makeStore();
      const { secret } = await store.create({ name: "a", role: "admin" }, createdAt);

      const found = await Promise.all(
        ["", "pp_", secret.slice(0, -1), `${secret} `].map((s) => store.find(s)),
      );

      expect(found).toEqual([undefined, undefined, undefined, undefined]);
    });

    test("lists tokens without their secrets", async () => {
      const store = await makeStore();
      const { secret, info } = await store.create({ name: "a", role: "quality" }, createdAt);

      const list = await store.list();

      expect(list).toEqual([{ id: info.id, name: "a", role: "quality", createdAt }]);
      expect(JSON.stringify(list)).not.toContain(secret);
    });

    test("no longer knows a revoked token", async () => {
      const store = await makeStore();
      const { secret, info } = await store.create({ name: "a", role: "admin" }, createdAt);

      await store.revoke(info.id);

      expect(await store.find(secret)).toBeUndefined();
      expect(await store.get(info.id)).toBeUndefined();
      expect(await store.list()).toEqual([]);
      await expect(store.revoke(info.id)).rejects.toMatchObject({ code: "not-found" });
    });
  });
}

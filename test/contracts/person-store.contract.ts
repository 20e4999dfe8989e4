import { describe, expect, test } from "vitest";
import type { PersonRole, PersonStore } from "../../src/ports/person-store.ts";
import { NOW } from "./samples.ts";

function person(name: string, role: PersonRole = "inspector") {
  return { id: `id of ${name}`, name, role, createdAt: NOW.toISOString() };
}

export function describePersonStoreContract(name: string, makeStore: () => Promise<PersonStore>): void {
  describe(`the person store ${name}`, () => {
    test("keeps a person, and shows the hash only to who asks by name", async () => {
      const store = await makeStore();

      const created = await store.create(person("Ana Torres"), "hash of Ana");

      const expected = { ...person("Ana Torres"), active: true };
      expect(created).toEqual(expected);
      expect(await store.get(created.id)).toEqual(expected);
      expect(await store.list()).toEqual([expected]);
      expect(await store.findByName("Ana Torres")).toEqual({ ...expected, passwordHash: "hash of Ana" });
    });

    test("knows nobody who is not there", async () => {
      const store = await makeStore();
      await store.create(person("Ana"), "hash");

      expect(await store.get("nobody")).toBeUndefined();
      expect(await store.findByName("nobody")).toBeUndefined();
      await expect(store.change("nobody", { active: false })).rejects.toMatchObject({ code: "not-found" });
      await expect(store.setPassword("nobody", "hash")).rejects.toMatchObject({ code: "not-found" });
    });

    test.each([
      ["the same", "José"],
      ["in other case", "JOSÉ"],
      ["composed of other code points", "Jose\u0301"],
    ])("takes a name only once, also %s, and also of who is not active", async (_how, same) => {
      const store = await makeStore();
      const { id } = await store.create(person("José"), "hash");
      await store.change(id, { active: false });

      await expect(store.create({ ...person(same), id: "another" }, "hash")).rejects.toMatchObject({
        code: "conflict",
      });
      expect((await store.findByName(same))?.id).toBe(id);
    });

    test("lists people by name, whatever its case", async () => {
      const store = await makeStore();
      for (const one of ["ben", "Ana", "Cleo"]) await store.create(person(one), "hash");

      expect((await store.list()).map((one) => one.name)).toEqual(["Ana", "ben", "Cleo"]);
    });

    test("changes role, activity and password, and nothing else", async () => {
      const store = await makeStore();
      const { id } = await store.create(person("Ana"), "hash");

      const changed = await store.change(id, { role: "quality" });
      await store.change(id, { active: false });
      await store.setPassword(id, "other hash");

      expect(changed).toEqual({ ...person("Ana", "quality"), active: true });
      expect(await store.findByName("Ana")).toEqual({
        ...person("Ana", "quality"),
        active: false,
        passwordHash: "other hash",
      });
    });

    test.each([
      ["lose the role", { role: "quality" as const }],
      ["be made inactive", { active: false }],
    ])("does not let the last active administrator %s", async (_what, change) => {
      const store = await makeStore();
      const ana = await store.create(person("Ana", "admin"), "hash");
      const ben = await store.create(person("Ben", "admin"), "hash");
      await store.create(person("Cleo"), "hash");
      await store.change(ben.id, { active: false });

      await expect(store.change(ana.id, change)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("Ana is the last administrator"),
      });
      await store.change(ben.id, { active: true });
      await store.change(ana.id, change);

      expect((await store.list()).filter((one) => one.role === "admin" && one.active)).toMatchObject([
        { name: "Ben" },
      ]);
    });
  });
}

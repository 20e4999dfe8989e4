import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileAccessKeyStore } from "../../src/adapters/embedded/file-access-key-store.ts";
import { NOW } from "./samples.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const createdAt = NOW.toISOString();

async function arrange() {
  const directory = join(await temporaryFolder(), "access-keys");
  return { directory, store: await createFileAccessKeyStore({ directory }) };
}

test("a key is found by its id, with the secret that signatures are checked with", async () => {
  const { store } = await arrange();
  const { secret, info } = await store.create({ name: "camera 1", role: "camera" }, createdAt);
  const other = await store.create({ name: "camera 1", role: "camera" }, createdAt);

  expect(info.id).toMatch(/^PPAK[A-Z2-7]{16}$/);
  expect(secret).toMatch(/^[A-Za-z0-9_-]{40}$/);
  expect(await store.find(info.id)).toEqual({ secret, info });
  expect(other.secret).not.toBe(secret);
  expect(other.info.id).not.toBe(info.id);
});

test("secrets are files that their owner alone can read", async () => {
  const { directory, store } = await arrange();
  await store.create({ name: "a", role: "admin" }, createdAt);

  const modes = await Promise.all((await readdir(directory)).map((name) => stat(join(directory, name))));

  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600]);
});

test("keys are listed without their secrets", async () => {
  const { store } = await arrange();
  const { secret, info } = await store.create({ name: "a", role: "quality" }, createdAt);

  const list = await store.list();

  expect(list).toEqual([info]);
  expect(JSON.stringify(list)).not.toContain(secret);
});

test("a revoked key is no longer known", async () => {
  const { store } = await arrange();
  const { info } = await store.create({ name: "a", role: "admin" }, createdAt);

  await store.revoke(info.id);

  expect(await store.find(info.id)).toBeUndefined();
  expect(await store.list()).toEqual([]);
  await expect(store.revoke(info.id)).rejects.toMatchObject({ code: "not-found" });
});

test("an id that is none is not looked for", async () => {
  const { directory, store } = await arrange();
  await writeFile(join(directory, "..", "secret.json"), "{}");

  expect(await store.find("../secret")).toBeUndefined();
  await expect(store.revoke("../secret")).rejects.toMatchObject({ code: "not-found" });
  expect(await readdir(join(directory, ".."))).toContain("secret.json");
});

test("a damaged key is told by its id, without its content", async () => {
  const { directory, store } = await arrange();
  const { info } = await store.create({ name: "a", role: "admin" }, createdAt);
  await writeFile(join(directory, `${info.id}.json`), '{"secret":"hunter2"}');

  const finding = store.find(info.id);

  await expect(finding).rejects.toMatchObject({ code: "damaged" });
  await expect(finding).rejects.not.toThrow("hunter2");
});

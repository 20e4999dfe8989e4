import { expect, test } from "vitest";
import { createSqliteProjectStore } from "../../src/adapters/embedded/sqlite-project-store.ts";
import type { ProjectVersion } from "../../src/ports/project-store.ts";
import { temporaryDatabase } from "./temporary-database.ts";

const makeStore = async () => createSqliteProjectStore(await temporaryDatabase());

async function arrange() {
  const store = await makeStore();
  const project = await store.create("screws", 1000);
  const version: ProjectVersion = {
    project,
    name: "first",
    createdMs: 2000,
    state: "training",
    changedMs: 2000,
    details: { description: "ours" },
  };
  await store.addVersion(version);
  return { store, project, version };
}

test("a project has its name alone, and may have that of a deleted one", async () => {
  const store = await makeStore();
  const first = await store.create("screws", 1000);

  const twin = store.create("screws", 1001);
  await expect(twin).rejects.toMatchObject({ code: "conflict" });
  await store.remove(first);
  const second = await store.create("screws", 1000);

  expect(second.createdMs).toBeGreaterThan(first.createdMs);
  expect(await store.list()).toEqual([second]);
  await expect(store.remove(first)).rejects.toMatchObject({ code: "not-found" });
});

test("a version comes back as it was, and its name is taken", async () => {
  const { store, project, version } = await arrange();

  expect(await store.versions(project)).toEqual([version]);
  expect(await store.version(version)).toEqual(version);
  await expect(store.addVersion({ ...version, createdMs: 3000 })).rejects.toMatchObject({ code: "conflict" });
  await expect(
    store.addVersion({ ...version, project: { name: "none", createdMs: 1 } }),
  ).rejects.toMatchObject({
    code: "not-found",
  });
});

test("of two changes from the same state, one wins", async () => {
  const { store, version } = await arrange();
  const model = { name: "screws", version: "0123456789ab" };
  const done = { state: "trained" as const, changedMs: 3000, model, details: { f1Score: 1 } };

  const first = await store.change(version, ["training"], done);
  const second = await store.change(version, ["training"], { ...done, state: "training-failed" });

  expect([first, second]).toEqual([true, false]);
  expect(await store.version(version)).toEqual({ ...version, ...done });
});

test("a project with versions stays, and one that lost its last can go", async () => {
  const { store, project, version } = await arrange();

  await expect(store.remove(project)).rejects.toMatchObject({ code: "conflict" });
  await store.removeVersion(version);
  await store.remove(project);

  expect(await store.list()).toEqual([]);
  await expect(store.removeVersion(version)).rejects.toMatchObject({ code: "not-found" });
});

test("the model of a deleted version is still known", async () => {
  const { store, version } = await arrange();
  const model = { name: "screws", version: "0123456789ab" };
  await store.change(version, ["training"], { state: "trained", changedMs: 3000, model, details: {} });

  await store.removeVersion(version);

  expect(await store.knowsModel(model)).toBe(true);
  expect(await store.knowsModel({ ...model, version: "ba9876543210" })).toBe(false);
});

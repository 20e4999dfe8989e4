import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteDatabase } from "./sqlite-database.ts";
import { MIGRATIONS } from "./sqlite-migrations.ts";

let folder = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "partproof-test-"));
  file = join(folder, "home", "partproof.db");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a new database survives power cuts and allows several processes", () => {
  const database = openSqliteDatabase(file);

  const settings = {
    ...database.get<object>("PRAGMA journal_mode"),
    ...database.get<object>("PRAGMA synchronous"),
    ...database.get<object>("PRAGMA foreign_keys"),
    ...database.get<object>("PRAGMA busy_timeout"),
  };

  expect(settings).toMatchObject({ journal_mode: "wal", synchronous: 2, foreign_keys: 1, timeout: 5000 });
  database.close();
});

test("what was written is there when it is opened again", () => {
  const first = openSqliteDatabase(file);
  first.run("INSERT INTO messages (id, state, message) VALUES ('m', 'waiting', '{}')");
  first.close();

  const again = openSqliteDatabase(file);

  expect(again.all<{ id: string }>("SELECT id FROM messages")).toEqual([{ id: "m" }]);
  again.close();
});

test("a transaction that fails leaves nothing behind and does not stop the next one", () => {
  const database = openSqliteDatabase(file);
  const insert = (id: string) =>
    database.run("INSERT INTO messages (id, state, message) VALUES (?, 'waiting', '')", id);

  const failing = () =>
    database.transaction(() => {
      insert("a");
      throw new Error("changed my mind");
    });

  expect(failing).toThrow("changed my mind");
  database.transaction(() => insert("b"));
  expect(database.all<{ id: string }>("SELECT id FROM messages")).toEqual([{ id: "b" }]);
  database.close();
});

test("what waited for a person before there was a queue waits in it, and what was decided does not", () => {
  mkdirSync(dirname(file));
  const old = new Database(file);
  const before = MIGRATIONS.findIndex((step) => step.includes("TABLE review_items"));
  for (const step of MIGRATIONS.slice(0, before)) old.exec(step);
  const insert = (id: string, verdict: string) =>
    old.exec(
      `INSERT INTO inspections VALUES ('${id}', 1, 5000, 'block', NULL, NULL, NULL, '${verdict}', 1, 'o', NULL, 9, '{}')`,
    );
  for (const id of ["waits", "decided"]) insert(id, "review");
  insert("fine", "pass");
  old.exec("INSERT INTO dispositions VALUES (2, 'decided', '{}')");
  old.exec(`PRAGMA user_version = ${before}`);
  old.close();

  const database = openSqliteDatabase(file);

  expect(database.all("SELECT inspection_id, place_ms, decided FROM review_items ORDER BY decided")).toEqual([
    { inspection_id: "waits", place_ms: 5000, decided: 0 },
    { inspection_id: "decided", place_ms: 5000, decided: 1 },
  ]);
  database.close();
});

test("a database from a newer Partproof is refused and left alone", () => {
  openSqliteDatabase(file).close();
  const newer = new Database(file);
  newer.exec("PRAGMA user_version = 4711");

  const opening = () => openSqliteDatabase(file);

  expect(opening).toThrow(expect.objectContaining({ name: "PartproofError", code: "conflict" }));
  expect(opening).toThrow(/4711.*Update Partproof/);
  expect(newer.prepare("PRAGMA user_version").get()).toMatchObject({ user_version: 4711 });
  newer.close();
});

test("a file that is no database is damaged, with a way out", async () => {
  const other = join(folder, "other.db");
  await writeFile(
    other,
    "this is a text, and a rather long one, so that it is longer than a header".repeat(20),
  );

  const opening = () => openSqliteDatabase(other);

  expect(opening).toThrow(expect.objectContaining({ name: "PartproofError", code: "damaged" }));
  expect(opening).toThrow(/rebuilt from the evidence vault/);
});

test("a full disk is a full disk, worth a retry, and the database works on once there is space", () => {
  const database = openSqliteDatabase(file);
  const pages = database.get<{ page_count: number }>("PRAGMA page_count")?.page_count ?? 0;
  database.get(`PRAGMA max_page_count = ${pages + 2}`);
  const insert = (id: string, message: string) =>
    database.run("INSERT INTO messages (id, state, message) VALUES (?, 'waiting', ?)", id, message);

  const filling = () => insert("large", "x".repeat(100_000));

  expect(filling).toThrow(expect.objectContaining({ code: "storage-full", retryable: true }));
  database.get("PRAGMA max_page_count = 1000000");
  expect(insert("small", "x")).toBe(1);
  database.close();
});

test("a writer that waits in vain for another process may try again, and then succeeds", () => {
  const database = openSqliteDatabase(file, { busyTimeoutMs: 20 });
  const insert = () => database.run("INSERT INTO messages (id, state, message) VALUES ('m', 'waiting', '')");
  const other = new Database(file);
  other.exec("BEGIN IMMEDIATE");

  expect(insert).toThrow(expect.objectContaining({ code: "unavailable", retryable: true }));
  other.exec("ROLLBACK");

  expect(insert()).toBe(1);
  expect(database.transaction(() => 1)).toBe(1);
  other.close();
  database.close();
});

test("what a killed process had committed is there, and what it had not is not", () => {
  openSqliteDatabase(file).close();
  const libsql = JSON.stringify(import.meta.resolve("libsql"));
  const child = `
    import Database from ${libsql};
    const db = new Database(${JSON.stringify(file)});
    db.exec("INSERT INTO messages (id, state, message) VALUES ('committed', 'waiting', '')");
    db.exec("BEGIN IMMEDIATE");
    db.exec("INSERT INTO messages (id, state, message) VALUES ('open', 'waiting', '')");
    process.kill(process.pid, "SIGKILL");`;

  const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", child]);

  const database = openSqliteDatabase(file);
  expect(ended.signal).toBe("SIGKILL");
  expect(database.all<{ id: string }>("SELECT id FROM messages")).toEqual([{ id: "committed" }]);
  database.close();
});

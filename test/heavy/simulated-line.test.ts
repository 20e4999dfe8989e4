import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { homePaths } from "../../src/wiring/home.ts";
import { kill, partproof, startServerProcess } from "./server-process.ts";

const LONGEST_WAIT_S = 180;

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-demo-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe("what npm start runs", () => {
  it("teaches itself a widget, then gives verdicts, marked-up photos, evidence and mails", async () => {
    const startedAt = Date.now();
    const server = await startServerProcess(home, "--simulate", "--interval", "200");
    const paths = homePaths(home);
    const database = openSqliteDatabase(paths.database);
    const records = createSqliteRecordStore(database);
    const mails = async () => (await readdir(paths.outbox).catch(() => [])).filter((n) => n.endsWith(".eml"));

    while ((await mails()).length === 0 && Date.now() - startedAt < LONGEST_WAIT_S * 1000) await sleep(200);
    const seconds = (Date.now() - startedAt) / 1000;
    const page = await fetch(server.url);
    const health = await fetch(`${server.url}/healthz`);
    const closed = await fetch(`${server.url}/v1/inspections`);
    await kill(server.process, "SIGTERM");
    const { items } = await records.list({}, { limit: 200 });
    database.close();
    console.log(`first mail after ${seconds.toFixed(0)} s, ${items.length} inspections by then`);

    // Stopped amid the thorough lesson: it ends in good order all the same.
    expect([server.process.exitCode, server.process.signalCode]).toEqual([0, null]);
    expect(await mails()).not.toHaveLength(0);
    expect(items.some((inspection) => inspection.verdict === "pass")).toBe(true);
    expect(items.every((inspection) => inspection.evidence.analyzedKey && inspection.source.serial)).toBe(
      true,
    );
    expect([page.status, health.status, closed.status]).toEqual([200, 200, 401]);
    expect((await partproof("verify", "--home", home)).code).toBe(0);
  });
});

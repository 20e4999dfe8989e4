import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { createFileEvidenceVault } from "../../src/adapters/embedded/file-evidence-vault.ts";
import { createFileImageStore } from "../../src/adapters/embedded/file-image-store.ts";
import { openSqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createSqliteWorkQueue } from "../../src/adapters/embedded/sqlite-work-queue.ts";
import type { EvidenceEntry } from "../../src/domain/evidence.ts";
import { homePaths } from "../../src/wiring/home.ts";
import { startFeeding } from "./feed-line.ts";
import { kill, partproof, startServerProcess } from "./server-process.ts";

const KILLS = Number(process.env["PARTPROOF_TEST_KILLS"] ?? 100);
/** Every inspection is mailed, so that a doubled or lost mail cannot hide. */
const recipe = {
  id: "box",
  version: 1,
  title: "Box",
  recognizer: { kind: "embedded", model: "general" },
  parts: [{ label: "person", count: 1 }],
  notify: { to: ["quality@example.com"], when: "every" },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "partproof-crash-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe(`a server killed ${KILLS} times at random moments under load`, () => {
  it("loses no photo, inspects none twice, doubles no mail, and its evidence is intact every time", async () => {
    const home = join(folder, "home");
    const recipeFile = join(folder, "recipe.yaml");
    await writeFile(recipeFile, stringify(recipe));
    await partproof("recipe", "publish", recipeFile, "--home", home);
    const feeder = startFeeding(home, recipe.id);
    const unclean: string[] = [];

    for (let round = 0; round < KILLS; round++) {
      const server = await startServerProcess(home);
      await sleep(Math.random() * 1500);
      await kill(server.process, "SIGKILL");
      const { code, stdout } = await partproof("verify", "--home", home);
      if (code !== 0) unclean.push(`round ${round}: ${stdout}`);
    }
    const delivered = await feeder.stop();
    await finishTheLine(home, delivered.length);
    const seen = await takeStock(home);

    expect(unclean).toEqual([]);
    expect(delivered.length).toBeGreaterThan(KILLS);
    expect(seen.inspected.toSorted()).toEqual(delivered.toSorted());
    expect(seen.mails).toBe(delivered.length);
    expect(seen.deadLetters).toBe(0);
  });
});

async function finishTheLine(home: string, expected: number): Promise<void> {
  const server = await startServerProcess(home);
  const database = openSqliteDatabase(homePaths(home).database);
  const records = createSqliteRecordStore(database);
  for (let waited = 0; waited < 600; waited++) {
    const { verdicts } = await records.count({});
    const mails = await readdir(homePaths(home).outbox).catch(() => []);
    const done = Object.values(verdicts).reduce((sum, n) => sum + n, 0);
    if (done >= expected && mails.filter((name) => name.endsWith(".eml")).length >= expected) break;
    await sleep(500);
  }
  database.close();
  await kill(server.process, "SIGTERM");
}

/** Counted in the evidence itself, not in what the database believes. */
async function takeStock(home: string) {
  const paths = homePaths(home);
  const database = openSqliteDatabase(paths.database);
  const records = createSqliteRecordStore(database);
  const images = await createFileImageStore({ directory: paths.photos });
  const vault = await createFileEvidenceVault({ directory: paths.evidence, images, records });
  const inspected: string[] = [];
  for await (const stored of vault.entries(0)) {
    const entry: EvidenceEntry | undefined = "entry" in stored ? stored.entry : undefined;
    if (entry?.kind === "inspection") inspected.push(entry.inspection.source.fileName);
  }
  const { dead } = await createSqliteWorkQueue(database).stats(new Date());
  database.close();
  const mails = (await readdir(paths.outbox)).filter((name) => name.endsWith(".eml")).length;
  return { inspected, mails, deadLetters: dead };
}

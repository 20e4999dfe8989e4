import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFileEvidenceVault } from "../../src/adapters/embedded/file-evidence-vault.ts";
import { createFileImageStore } from "../../src/adapters/embedded/file-image-store.ts";
import { openSqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { expectWholeChain } from "./evidence-vault.contract.ts";
import { collect } from "./samples.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const project = resolve(import.meta.dirname, "../..");
let compiled = "";

/** Node 20 runs no TypeScript, so the writer and what it imports are compiled for this test. */
beforeAll(async () => {
  compiled = await mkdtemp(join(tmpdir(), "partproof-test-compiled-"));
  await writeFile(join(compiled, "package.json"), '{"type":"module"}');
  await symlink(join(project, "node_modules"), join(compiled, "node_modules"));
  const settings = {
    extends: join(project, "tsconfig.json"),
    compilerOptions: { noEmit: false, rootDir: project, outDir: join(compiled, "out") },
    files: [join(project, "test/contracts/child-writer.ts")],
    include: [],
  };
  await writeFile(join(compiled, "tsconfig.json"), JSON.stringify(settings));
  const compiler = join(project, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", join(compiled, "tsconfig.json")]);
}, 60_000);
afterAll(() => rm(compiled, { recursive: true, force: true }));

test("two processes that seal at once make one whole chain, and records of all of it", async () => {
  const home = await temporaryFolder();

  const written = await Promise.all([start(home, "a", "seal", 50).done, start(home, "b", "seal", 50).done]);

  const { vault, records, close } = await open(home);
  expect(written.flat().map(Number).sort(numerically)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  await expectWholeChain(await collect(vault.entries(0)), 100);
  expect(await records.recordedThrough()).toBe(100);
  close();
});

test("two processes that open a new home and claim at once get each job exactly once", async () => {
  const home = await temporaryFolder();

  const claimed = await Promise.all([start(home, "a", "claim", 60).done, start(home, "b", "claim", 60).done]);

  // A job may be claimed by one process before the other has queued it, but is never queued twice: none is completed.
  expect(claimed.flat().sort()).toEqual(Array.from({ length: 60 }, (_, i) => `job-${i}`).sort());
});

test("two processes that hand out reviews at once never hand out the same one", async () => {
  const home = await temporaryFolder();

  const claimed = await Promise.all([
    start(home, "a", "review", 60).done,
    start(home, "b", "review", 60).done,
  ]);

  expect(claimed.flat().sort()).toEqual(Array.from({ length: 60 }, (_, i) => `review-${i}`).sort());
});

test("a process killed at any moment leaves whole entries, and none that it had reported is lost", async () => {
  const home = await temporaryFolder();
  const reported: number[] = [];
  const kills = 8;

  for (let i = 0; i < kills; i++) {
    const child = start(home, `run-${i}`, "seal", 10_000);
    const from = reported.length;
    // Killed within the write after some entries: 0.3 to 3 ms after the report of the last one.
    await child.untilLines(3 + i);
    await new Promise((later) => setTimeout(later, 0.3 * (i + 1)));
    child.kill();
    reported.push(...(await child.done).map(Number));
    expect(reported.length).toBeGreaterThan(from);
  }

  const { vault, images, records, close } = await open(home);
  const stored = await collect(vault.entries(0));
  await expectWholeChain(stored, stored.length);
  expect(stored.map((s) => s.sequence)).toEqual(expect.arrayContaining(reported));
  for (const item of stored) {
    if ("entry" in item && item.entry.kind === "inspection") {
      expect((await images.get(item.entry.inspection.originalKey)).length).toBeGreaterThan(0);
    }
  }
  for (const sequence of reported) expect(await records.recordedHash(sequence)).toBeDefined();
  close();
});

function start(home: string, name: string, task: string, count: number) {
  const script = join(compiled, "out/test/contracts/child-writer.js");
  const child = spawn(process.execPath, [script, home, name, task, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const lines = () => output.split("\n").slice(0, -1);
  return {
    kill: () => child.kill("SIGKILL"),
    untilLines: (wanted: number) =>
      new Promise<void>((reached) => {
        child.stdout.on("data", () => {
          if (lines().length >= wanted) reached();
        });
      }),
    /** The whole lines it wrote before it ended or was killed. */
    done: new Promise<string[]>((ended, failed) => {
      child.on("close", (code, signal) =>
        code === 0 || signal === "SIGKILL"
          ? ended(lines())
          : failed(new Error(`the writer ended with ${code}`)),
      );
    }),
  };
}

async function open(home: string) {
  const database = openSqliteDatabase(join(home, "partproof.db"));
  const images = await createFileImageStore({ directory: join(home, "photos") });
  const records = createSqliteRecordStore(database);
  const vault = await createFileEvidenceVault({ directory: join(home, "evidence"), images, records });
  return { vault, images, records, close: () => database.close() };
}

function numerically(a: number, b: number): number {
  return a - b;
}

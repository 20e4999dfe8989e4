import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, open, readdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Inspection } from "../../src/domain/inspection.ts";
import { homePaths } from "../../src/wiring/home.ts";
import { jsonLines, kill, partproof, startServerProcess } from "./server-process.ts";

const recipe = {
  id: "box",
  version: 1,
  title: "Box",
  recognizer: { kind: "embedded", model: "general" },
  parts: [{ label: "person", count: { min: 0 } }],
};
const MEGABYTE = 1024 * 1024;

let folder: string;
let recipeFile: string;
let good: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "partproof-bad-"));
  recipeFile = join(folder, "recipe.yaml");
  await writeFile(recipeFile, stringify(recipe));
  const background = { r: 90, g: 120, b: 60 };
  good = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function freshHome(name: string): Promise<string> {
  const home = join(folder, name);
  await partproof("recipe", "publish", recipeFile, "--home", home);
  return home;
}

async function auditor(home: string, url: string) {
  const { stdout } = await partproof(
    "token",
    "create",
    "--name",
    "test",
    "--role",
    "auditor",
    "--home",
    home,
  );
  const headers = { authorization: `Bearer ${stdout.trim()}` };
  return async (): Promise<Inspection[]> => {
    const response = await fetch(`${url}/v1/inspections?limit=200`, { headers });
    const { items } = (await response.json()) as { items: Inspection[] };
    return items;
  };
}

async function until<T>(look: () => Promise<T>, isDone: (seen: T) => boolean, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (isDone(seen) || Date.now() > deadline) return seen;
    await sleep(200);
  }
}

describe("a watched folder full of bad files", () => {
  it("gives each a rejected record with its reason, keeps it, and passes the good photo among them", async () => {
    const home = await freshHome("watched");
    const box = join(homePaths(home).incoming, "line-1", "box");
    const unknown = join(homePaths(home).incoming, "line-1", "no-such-recipe");
    await mkdir(box, { recursive: true });
    await mkdir(unknown, { recursive: true });
    await writeFile(join(box, "truncated.jpg"), good.subarray(0, good.length - 100));
    await writeFile(
      join(box, "zip.jpg"),
      Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(500, 7)]),
    );
    await writeFile(join(box, "bomb.png"), pngHeader(50_000, 50_000));
    await writeFile(join(box, "empty.jpg"), "");
    await writeFile(join(box, "huge.jpg"), good);
    await truncate(join(box, "huge.jpg"), 200 * MEGABYTE);
    await writeFile(join(box, "new\nline.jpg"), good);
    await writeFile(join(unknown, "good.jpg"), good);
    await writeFile(join(box, "good.jpg"), good);

    const server = await startServerProcess(home);
    const list = await auditor(home, server.url);
    const seen = await until(list, (items) => items.length >= 8);
    const peakMB = peakMemoryMB(server.process.pid);
    const health = await fetch(`${server.url}/healthz`);
    await kill(server.process, "SIGTERM");

    const outcome = Object.fromEntries(seen.map((i) => [i.source.fileName, i.rejectReason ?? i.verdict]));
    expect(outcome).toEqual({
      "truncated.jpg": "corrupt",
      "zip.jpg": "not-an-image",
      "bomb.png": "too-many-pixels",
      "empty.jpg": "empty",
      "huge.jpg": "too-many-bytes",
      "new\nline.jpg": "pass",
      // Twice: once for a recipe that nobody published, once for the real one.
      "good.jpg": expect.stringMatching(/^(unknown-recipe|pass)$/),
    });
    expect(
      seen
        .filter((i) => i.source.fileName === "good.jpg")
        .map((i) => i.verdict)
        .sort(),
    ).toEqual(["pass", "rejected"]);
    expect(await readdir(box)).toEqual([]);
    expect(health.status).toBe(200);
    expect(peakMB).toBeLessThan(1000);
    expect((await partproof("verify", "--home", home)).code).toBe(0);
  });
});

describe("the command line given bad files", () => {
  it("says what is wrong in one line a file and goes on with the next", async () => {
    const home = await freshHome("cli");
    const photos = join(folder, "cli-photos");
    await mkdir(photos);
    await writeFile(join(photos, "a-truncated.jpg"), good.subarray(0, 200));
    await writeFile(join(photos, "b-good.jpg"), good);
    await writeFile(join(photos, "c-empty.jpg"), "");

    const { code, stdout, stderr } = await partproof(
      "inspect",
      photos,
      "--recipe",
      recipeFile,
      "--home",
      home,
      "--json",
    );

    expect(code).toBe(1);
    expect(jsonLines<{ verdict: string }>(stdout).map((line) => line.verdict)).toEqual([
      "rejected",
      "pass",
      "rejected",
    ]);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("inspects the same photos once, however often it is told to", async () => {
    const home = await freshHome("again");
    const photo = join(folder, "again.jpg");
    await writeFile(photo, good);
    const inspect = () => partproof("inspect", photo, "--recipe", recipeFile, "--home", home, "--json");

    const ids = [await inspect(), await inspect()].map(
      ({ stdout }) => jsonLines<{ inspectionId: string }>(stdout)[0],
    );

    expect(ids[0]?.inspectionId).toBe(ids[1]?.inspectionId);
  });

  it.each([
    [
      "a recipe that is not there",
      ["inspect", "x.jpg", "--recipe", "nowhere.yaml"],
      3,
      /Cannot read the recipe/,
    ],
    [
      "an option that does not exist",
      ["inspect", "x.jpg", "--recipy", "r"],
      2,
      /unknown option|required option/,
    ],
    [
      "a token role that does not exist",
      ["token", "create", "--name", "x", "--role", "king"],
      2,
      /Allowed choices/,
    ],
  ])("ends with a clear message for %s", async (_what, args, code, message) => {
    const result = await partproof(...args, "--home", join(folder, "unused"));

    expect(result).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(message) });
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });
});

describe.skipIf(!canMount())("a full disk", () => {
  it("pauses the intake, loses nothing, and goes on when there is space again", async () => {
    const disk = join(folder, "disk");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", disk]);
    try {
      const home = join(disk, "home");
      await partproof("recipe", "publish", recipeFile, "--home", home);
      const box = join(homePaths(home).incoming, "line-1", "box");
      await mkdir(box, { recursive: true });
      const server = await startServerProcess(home);
      const list = await auditor(home, server.url);
      const ballast = join(disk, "ballast");
      await writeFile(join(box, "first.jpg"), good);
      await until(list, (items) => items.length === 1);
      await writeFile(join(box, "second.jpg.tmp"), good);
      await fill(ballast);
      await rename(join(box, "second.jpg.tmp"), join(box, "second.jpg"));
      await sleep(4000);
      const whileFull = await list();
      await rm(ballast);
      const after = await until(list, (items) => items.length === 2);
      const letters = await partproof("dead-letters", "list", "--home", home, "--json");
      await kill(server.process, "SIGTERM");

      expect(whileFull).toHaveLength(1);
      expect(after.map((i) => i.verdict)).toEqual(["pass", "pass"]);
      expect(letters.stdout).toBe("");
      expect((await partproof("verify", "--home", home)).code).toBe(0);
    } finally {
      execFileSync("umount", ["-l", disk]);
    }
  });
});

/** Write until nothing fits any more. */
async function fill(path: string): Promise<void> {
  const file = await open(path, "w");
  try {
    for (const size of [MEGABYTE, 4096, 1]) {
      try {
        for (;;) await file.write(Buffer.alloc(size));
      } catch {
        // Full for this size; the next one fills what is left.
      }
    }
  } finally {
    await file.close();
  }
}

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync("mount", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function peakMemoryMB(pid: number | undefined): number {
  const status = execFileSync("cat", [`/proc/${pid}/status`], { encoding: "utf8" });
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** A PNG that promises more pixels than fit in memory and holds none. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(33 + 12 + 64);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(header);
  header.writeUInt32BE(13, 8);
  header.write("IHDR", 12, "latin1");
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([8, 2, 0, 0, 0], 24);
  // The checksum of the fields above; libpng refuses the header without it.
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  header.writeUInt32BE(64, 33);
  header.write("IDAT", 37, "latin1");
  return header;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

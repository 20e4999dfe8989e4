import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, jpeg } from "../../../test/support/test-platform.ts";
import { processNext } from "../../flow/process-next.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { createFolderWatch } from "./watch-folder.ts";

let directory: string;
let inbox: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "partproof-watch-"));
  inbox = join(directory, "line-1", "block");
  await mkdir(inbox, { recursive: true });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function watched(options: { settleMs?: number; maxWaiting?: number } = {}) {
  const { settleMs = 60_000, ...rest } = options;
  const { platform, memory } = createTestPlatform(rest);
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  return { platform, memory, watch: createFolderWatch(platform, { directory, settleMs }) };
}

describe("a watched folder", () => {
  it("takes a whole photo at the second look, with line, recipe and serial from its path", async () => {
    const { platform, watch } = await watched();
    await writeFile(join(inbox, "SN7.jpg"), await jpeg());

    const taken = [await watch.look(), await watch.look(), await watch.look()];

    expect(taken).toEqual([0, 1, 0]);
    expect(await processNext(platform)).toMatchObject({
      recipe: { id: "block", version: 1 },
      source: { line: "line-1", serial: "SN7", fileName: "SN7.jpg" },
    });
    expect(await readdir(inbox)).toEqual([]);
  });

  it("waits for a photo that is still being written", async () => {
    const { watch } = await watched();
    const whole = await jpeg();
    await writeFile(join(inbox, "SN8.jpg"), whole.subarray(0, 100));

    const whileWriting = [await watch.look(), await watch.look()];
    await writeFile(join(inbox, "SN8.jpg"), whole);
    const afterwards = [await watch.look(), await watch.look()];

    expect(whileWriting).toEqual([0, 0]);
    expect(afterwards).toEqual([0, 1]);
  });

  it("takes a file that never gets whole once nothing has changed for the settling time", async () => {
    const { platform, watch } = await watched({ settleMs: 1000 });
    const path = join(inbox, "SN9.jpg");
    await writeFile(path, (await jpeg()).subarray(0, 100));
    const longAgo = new Date(Date.now() - 5000);
    await utimes(path, longAgo, longAgo);

    const taken = [await watch.look(), await watch.look()];

    expect(taken).toEqual([0, 1]);
    expect(await processNext(platform)).toMatchObject({ verdict: "rejected", rejectReason: "corrupt" });
  });

  it("leaves unfinished names alone and never follows a link", async () => {
    const { watch } = await watched();
    await writeFile(join(inbox, ".hidden.jpg"), await jpeg());
    await writeFile(join(inbox, "SN1.jpg.tmp"), await jpeg());
    const secret = join(directory, "..", `secret-${process.pid}`);
    await writeFile(secret, await jpeg());
    await symlink(secret, join(inbox, "link.jpg"));

    const taken = [await watch.look(), await watch.look(), await watch.look()];

    await rm(secret);
    expect(taken).toEqual([0, 0, 0]);
  });

  it("stops taking photos when too many wait, says so once, and goes on later", async () => {
    const { platform, memory, watch } = await watched({ maxWaiting: 1 });
    for (const name of ["a.jpg", "b.jpg", "c.jpg"]) await writeFile(join(inbox, name), await jpeg());

    const whileFull = [await watch.look(), await watch.look(), await watch.look(), await watch.look()];
    const waiting = await readdir(inbox);
    await processNext(platform);
    await watch.look();

    expect(whileFull).toEqual([0, 1, 0, 0]);
    expect(waiting).toHaveLength(2);
    expect(await readdir(inbox)).toHaveLength(1);
    expect(memory.telemetry.events.filter((e) => e.event === "intake-paused")).toHaveLength(1);
  });

  it("keeps a photo with a hostile name, which stays a text", async () => {
    const { platform, watch } = await watched();
    await writeFile(join(inbox, "a\n<b>.jpg"), await jpeg());

    await watch.look();
    await watch.look();

    expect(await processNext(platform)).toMatchObject({
      source: { fileName: "a\n<b>.jpg" },
      verdict: "pass",
    });
  });
});

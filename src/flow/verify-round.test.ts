import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, submission } from "../../test/support/test-platform.ts";
import { createMemoryCheckpoints } from "../adapters/memory/memory-checkpoints.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { ROUNDS_FOR_ALL_PHOTOS, verifyRound } from "./verify-round.ts";

/** A published recipe (entry 1) and three inspections (entries 2 to 4). */
async function archive() {
  const { platform, memory } = createTestPlatform();
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  for (const sourceKey of ["a", "b", "c"]) {
    await receiveImage(platform, await submission({ sourceKey }));
    await processNext(platform);
  }
  const checkpoints = createMemoryCheckpoints();
  const run = (begin: boolean, mustStop = () => false) =>
    verifyRound(platform, checkpoints, { begin, mustStop });
  return { platform, memory, checkpoints, run };
}

describe("a round through all of the evidence", () => {
  it("begins only when it is told to, and goes on by itself until it ends", async () => {
    const { run } = await archive();

    const early = await run(false);
    const first = await run(true, () => true);
    const second = await run(false, () => true);
    const last = await run(false);
    const after = await run(false);

    expect([early, after]).toEqual([undefined, undefined]);
    expect([first, second, last].map((each) => each?.entries)).toEqual([1, 1, 2]);
    expect([first, second, last].map((each) => each?.complete)).toEqual([false, false, true]);
  });

  it("is not begun anew while one is under way", async () => {
    const { run, checkpoints } = await archive();
    await run(true, () => true);

    const told = await run(true);

    expect(told).toMatchObject({ entries: 3, head: { sequence: 4 } });
    expect(await checkpoints.round()).toMatchObject({ number: 1, ended: true });
  });

  it("starts from the first entry again when the one before has ended", async () => {
    const { run } = await archive();
    await run(true);

    const next = await run(true);

    expect(next).toMatchObject({ intact: true, entries: 4, complete: true });
  });

  it("reads a part of the photos, another part in the next, and each once until all had their turn", async () => {
    const { run } = await archive();

    const photos: (number | undefined)[] = [];
    for (let round = 1; round <= ROUNDS_FOR_ALL_PHOTOS; round++) photos.push((await run(true))?.photos);

    expect(photos).toEqual([0, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("finds an altered photo when it has its turn, and an altered entry in any round", async () => {
    const { platform, memory, run } = await archive();
    const { value } = await platform.vault.entries(1)[Symbol.asyncIterator]().next();
    memory.images.tamper(value.entry.inspection.originalKey, new Uint8Array(3));

    const first = await run(true);
    const second = await run(true);
    memory.vault.tamper(1, memory.vault.text(1)?.replace("block", "blocc"));
    const third = await run(true);

    expect(first).toMatchObject({ intact: true });
    expect(second).toMatchObject({ intact: false, fault: { sequence: 2 } });
    // Still the second round, which stands before entry 2: what it hangs on was altered meanwhile.
    expect(third).toMatchObject({ intact: false, fault: { sequence: 1 } });
  });

  it("stays at a fault until somebody has mended it", async () => {
    const { memory, run, checkpoints } = await archive();
    const sealed = memory.vault.text(3);
    memory.vault.tamper(3, sealed?.replace('"pass"', '"fail"'));

    const found = await run(true);
    const again = await run(false);
    memory.vault.tamper(3, sealed);
    const mended = await run(false);

    expect([found, again]).toMatchObject([{ fault: { sequence: 3 } }, { fault: { sequence: 3 } }]);
    expect(mended).toMatchObject({ intact: true, complete: true, head: { sequence: 4 } });
    expect(await checkpoints.round()).toMatchObject({ number: 1, ended: true });
  });
});

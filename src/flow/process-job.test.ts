import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { PartproofError } from "../domain/errors.ts";
import { processJob } from "./process-job.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";

async function received(options: Parameters<typeof createTestPlatform>[0] = {}) {
  const test = createTestPlatform(options);
  await publishRecipe(test.platform, fourScrews, { publishedBy: "test" });
  const { receipt } = await receiveImage(test.platform, await submission());
  return { ...test, id: receipt.inspectionId };
}

describe("processing the photo that one was woken for", () => {
  it("inspects it, and only it", async () => {
    const { platform, id } = await received();
    const source = { fileName: "SN2.jpg" };
    await receiveImage(platform, await submission({ source, sourceKey: "other" }));

    const result = await processJob(platform, id);

    expect(result).toMatchObject({ outcome: "inspected", inspection: { id, verdict: "pass" } });
    expect(await platform.queue.stats(platform.now())).toMatchObject({ waiting: 1, inProgress: 0 });
  });

  it("gives back what was recorded when it is woken again, and looks once", async () => {
    let looks = 0;
    const { platform, id } = await received({
      recognize: () => {
        looks += 1;
        return screws(4);
      },
    });

    const results = [await processJob(platform, id), await processJob(platform, id)];

    expect(results[1]).toEqual(results[0]);
    expect(looks).toBe(1);
  });

  it("takes a recorded photo out of the line that a crash had left in it", async () => {
    const { platform, id } = await received();
    await processJob(platform, id);
    await platform.queue.enqueue({ inspectionId: id }, platform.now());
    await platform.queue.claim(platform.now(), 60_000);

    const result = await processJob(platform, id);

    expect(result.outcome).toBe("inspected");
    expect(await platform.queue.stats(platform.now())).toMatchObject({ waiting: 0, inProgress: 0 });
  });

  it("looks once when it is woken many times at once", async () => {
    let looks = 0;
    const { platform, id } = await received({
      recognize: () => {
        looks += 1;
        return screws(4);
      },
    });

    const results = await Promise.all(Array.from({ length: 5 }, () => processJob(platform, id)));

    expect(results.map(({ outcome }) => outcome).sort()).toEqual([
      "inspected",
      "not-due",
      "not-due",
      "not-due",
      "not-due",
    ]);
    expect(looks).toBe(1);
  });

  it("says when to come again after a fault that may pass", async () => {
    const { platform, id } = await received({
      recognize: () => {
        throw new PartproofError("unavailable", "Throttled.");
      },
    });

    const first = await processJob(platform, id);
    const tooSoon = await processJob(platform, id);

    expect(first).toEqual({ outcome: "put-back", delayMs: expect.any(Number) });
    expect(tooSoon).toEqual({ outcome: "not-due" });
  });

  it("buries a photo after a fault that stays, and leaves it buried until it is redriven", async () => {
    let broken = true;
    const { platform, id } = await received({
      recognize: () => {
        if (broken) throw new PartproofError("not-found", "There is no such model.");
        return screws(4);
      },
    });

    const first = await processJob(platform, id);
    broken = false;
    const again = await processJob(platform, id);
    await platform.queue.redrive(id, platform.now());
    const redriven = await processJob(platform, id);

    expect(first).toEqual({ outcome: "buried", reason: "There is no such model." });
    expect(again).toEqual({ outcome: "dead", reason: "There is no such model." });
    expect(redriven).toMatchObject({ outcome: "inspected" });
  });

  it("lets go of a photo that another worker took meanwhile", async () => {
    const { platform, wait, id } = await received();
    const { put } = platform.images;
    platform.images.put = async (...args) => {
      wait(120_000);
      await platform.queue.claim(platform.now(), 60_000, id);
      return put(...args);
    };

    const result = await processJob(platform, id);

    expect(result).toEqual({ outcome: "taken-over" });
    expect(await platform.records.get(id)).toBeUndefined();
  });

  it("puts a photo in the line that was received but never queued", async () => {
    const { platform, id } = await received();
    await platform.queue.complete(id);

    const result = await processJob(platform, id);

    expect(result.outcome).toBe("inspected");
  });

  it("does not know a photo that nobody handed in", async () => {
    const { platform } = await received();

    const result = await processJob(platform, "01ARZ3NDEKTSV4RRFFQ69G5FAV");

    expect(result).toEqual({ outcome: "unknown" });
  });
});

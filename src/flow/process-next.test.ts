import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { PartproofError } from "../domain/errors.ts";
import { processJob } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";

/** A line with two photos waiting; `fail` makes the recognizer throw. */
async function lineOfTwo(fail?: PartproofError) {
  const { platform, wait } = createTestPlatform({
    recognize: () => {
      if (fail) throw fail;
      return screws(4);
    },
  });
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  const receive = async (sourceKey: string) =>
    (await receiveImage(platform, await submission({ sourceKey }))).receipt.inspectionId;
  return { platform, wait, first: await receive("a"), second: await receive("b") };
}

describe("seeing one photo through", () => {
  it("inspects the photo that was asked for, once, and no other", async () => {
    const { platform, first, second } = await lineOfTwo();

    const outcome = await processJob(platform, second);
    const again = await processJob(platform, second);

    expect(outcome).toMatchObject({ state: "inspected", inspection: { id: second, verdict: "pass" } });
    expect(again).toEqual({ state: "not-due" });
    expect(await platform.records.get(first)).toBeUndefined();
  });

  it("says until when a photo is put back, and leaves it alone until then", async () => {
    const { platform, wait, first } = await lineOfTwo(new PartproofError("unavailable", "busy"));

    const outcome = await processJob(platform, first);
    const tooSoon = await processJob(platform, first);
    wait(60_000);
    const later = await processJob(platform, first);

    if (outcome.state !== "put-back") throw new Error(`expected put-back, got ${outcome.state}`);
    expect(outcome.reason).toBe("busy");
    expect(outcome.dueAt.getTime()).toBeGreaterThan(platform.now().getTime() - 60_000);
    expect(outcome.dueAt.getTime()).toBeLessThanOrEqual(platform.now().getTime());
    expect([tooSoon.state, later.state]).toEqual(["not-due", "put-back"]);
  });

  it("says why a photo is buried, and leaves the dead alone", async () => {
    const { platform, first } = await lineOfTwo(new PartproofError("not-found", "There is no model screws."));

    const outcome = await processJob(platform, first);
    const again = await processJob(platform, first);

    expect(outcome).toEqual({ state: "buried", attempts: 1, reason: "There is no model screws." });
    expect(again).toEqual({ state: "not-due" });
  });

  it("says of a photo that another worker took meanwhile that it is not this worker's", async () => {
    const { platform, wait, first } = await lineOfTwo();
    const { put } = platform.images;
    platform.images.put = async (...args) => {
      wait(120_000);
      await platform.queue.claim(platform.now(), 60_000, first);
      return put(...args);
    };

    expect(await processJob(platform, first)).toEqual({ state: "not-due" });
    expect(await platform.records.get(first)).toBeUndefined();
  });
});

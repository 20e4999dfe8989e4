import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { parseRecipe } from "../domain/recipe.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { refuseWorse } from "./refuse-worse.ts";

const threeScrews = parseRecipe({
  ...fourScrews,
  version: 2,
  parts: [{ label: "screw", count: { min: 3 } }],
});

const ADVICE = "Give a reason.";

async function lineThatFailedOne() {
  const { platform } = createTestPlatform({ recognize: () => screws(3) });
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  await receiveImage(platform, await submission());
  await processNext(platform);
  return platform;
}

describe("publishing without a reason", () => {
  it("is refused when a widget that failed would pass, and nobody has looked at it", async () => {
    const platform = await lineThatFailedOne();

    const refused = refuseWorse(platform, threeScrews, { advice: ADVICE });

    await expect(refused).rejects.toMatchObject({
      code: "worse-recipe",
      message: expect.stringMatching(/of the newest 1 inspections, 1 that did not pass .* Give a reason\.$/),
    });
  });

  it("is refused when there is no time to find out", async () => {
    const platform = await lineThatFailedOne();
    const retitled = { ...fourScrews, version: 2, title: "New title" };

    const refused = refuseWorse(platform, retitled, { advice: ADVICE, mustStop: () => true });

    await expect(refused).rejects.toMatchObject({
      code: "worse-recipe",
      message: expect.stringMatching(/no time/),
    });
  });

  it("is fine when every verdict stays", async () => {
    const platform = await lineThatFailedOne();

    await expect(
      refuseWorse(platform, { ...fourScrews, version: 2, title: "New title" }, { advice: ADVICE }),
    ).resolves.toBeUndefined();
  });

  it("is fine for a first version, for which there is nothing to compare with", async () => {
    const platform = await lineThatFailedOne();

    await expect(
      refuseWorse(platform, { ...threeScrews, id: "new", version: 1 }, { advice: ADVICE }),
    ).resolves.toBeUndefined();
  });
});

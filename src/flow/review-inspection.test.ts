import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { reviewInspection } from "./review-inspection.ts";
import { verifyEvidence } from "./verify-evidence.ts";

async function failedInspection() {
  const { platform } = createTestPlatform({ recognize: () => screws(3) });
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  const { receipt } = await receiveImage(platform, await submission());
  await processNext(platform);
  return { platform, inspectionId: receipt.inspectionId };
}

describe("a person deciding on an inspection", () => {
  it("keeps the verdict and seals the decision beside it", async () => {
    const { platform, inspectionId } = await failedInspection();

    const inspection = await reviewInspection(platform, {
      inspectionId,
      decision: "overrule",
      verdict: "pass",
      by: "Ana",
      reason: "the fourth screw is under the label",
    });

    expect(inspection).toMatchObject({ verdict: "fail", dispositions: [{ by: "Ana", verdict: "pass" }] });
    expect(await verifyEvidence(platform)).toMatchObject({ intact: true, entries: 3 });
  });

  it("is refused when the decision contradicts itself", async () => {
    const { platform, inspectionId } = await failedInspection();
    const by = { inspectionId, by: "Ana", reason: "looked twice" };

    const agreeing = reviewInspection(platform, { ...by, decision: "agree", verdict: "pass" });
    const overruling = reviewInspection(platform, { ...by, decision: "overrule", verdict: "fail" });

    await expect(agreeing).rejects.toMatchObject({ code: "conflict" });
    await expect(overruling).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("publishing a recipe", () => {
  it("seals each version once and never lets one change", async () => {
    const { platform } = createTestPlatform();
    await publishRecipe(platform, fourScrews, { publishedBy: "test" });
    await publishRecipe(platform, fourScrews, { publishedBy: "test" });

    const changed = publishRecipe(platform, { ...fourScrews, minConfidence: 0.1 }, { publishedBy: "test" });

    await expect(changed).rejects.toMatchObject({ code: "conflict" });
    expect((await platform.vault.head()).sequence).toBe(1);
  });

  it("refuses a version below the newest", async () => {
    const { platform } = createTestPlatform();
    await publishRecipe(platform, { ...fourScrews, version: 3 }, { publishedBy: "test" });

    const older = publishRecipe(platform, { ...fourScrews, version: 2 }, { publishedBy: "test" });

    await expect(older).rejects.toMatchObject({ code: "conflict" });
  });
});

import { expect, test } from "vitest";
import { createTestPlatform, fourScrews } from "../../test/support/test-platform.ts";
import { publishRecipe } from "../flow/publish-recipe.ts";
import { wireAws } from "./wire-aws.ts";

test("on AWS a recipe that names a channel is refused, because nobody there would deliver to it", async () => {
  const platform = wireAws(createTestPlatform().platform, {
    baseUrl: "https://partproof.example",
    language: "en",
    timeZone: "UTC",
    contact: undefined,
  });
  const notify = { ...fourScrews.notify, channels: [{ name: "lines" }] };

  const publishing = publishRecipe(platform, { ...fourScrews, notify }, { publishedBy: "test" });

  await expect(publishing).rejects.toMatchObject({
    code: "invalid-input",
    message: expect.stringMatching(/tells lines, which is no channel.*none beside mail.*leave it out/),
  });
  await expect(publishRecipe(platform, fourScrews, { publishedBy: "test" })).resolves.toBeDefined();
});

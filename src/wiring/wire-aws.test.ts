import { expect, test } from "vitest";
import { createTestPlatform, fourScrews } from "../../test/support/test-platform.ts";
import { publishRecipe } from "../flow/publish-recipe.ts";
import { wireAws } from "./wire-aws.ts";

const telling = {
  baseUrl: "https://partproof.example",
  language: "en",
  timeZone: "UTC",
  contact: undefined,
} as const;
const notify = { ...fourScrews.notify, channels: [{ name: "lines" }] };

test("on AWS a recipe may name the channels of the stack", async () => {
  const channels = [
    { name: "mes", reads: {} },
    { name: "lines", reads: { language: "de" as const } },
  ];
  const platform = wireAws(createTestPlatform().platform, { ...telling, channels });

  const publishing = publishRecipe(platform, { ...fourScrews, notify }, { publishedBy: "test" });

  await expect(publishing).resolves.toBeDefined();
  expect(platform.settings.channelReaders).toEqual({
    mes: { language: "en", timeZone: "UTC" },
    lines: { language: "de", timeZone: "UTC" },
  });
});

test("on AWS a recipe that names a channel which the stack has not is refused: nobody would deliver to it", async () => {
  const platform = wireAws(createTestPlatform().platform, { ...telling, channels: [] });

  const publishing = publishRecipe(platform, { ...fourScrews, notify }, { publishedBy: "test" });

  await expect(publishing).rejects.toMatchObject({
    code: "invalid-input",
    message: expect.stringMatching(/tells lines, which is no channel.*none beside mail.*leave it out/),
  });
  await expect(publishRecipe(platform, fourScrews, { publishedBy: "test" })).resolves.toBeDefined();
});

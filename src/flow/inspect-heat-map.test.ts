import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { encodeLevels } from "../domain/heat-map.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";

describe("a photo of what may be unusual", () => {
  const heatMap = {
    label: "screw",
    rows: 1,
    columns: 2,
    unusualFrom: 100,
    levels: encodeLevels(Uint8Array.of(0, 255)),
  };
  const recognizer = { kind: "embedded", model: "screws", version: "1" };

  it.each([
    ["keeps the heat map with a finding that is not as it should be", 3, heatMap],
    ["keeps no heat map when all is as it should be", 4, undefined],
  ])("%s", async (_, seen, kept) => {
    const recognize = () => ({ detections: screws(seen), recognizer, reservations: [], heatMap });
    const { platform } = createTestPlatform({ recognize });
    await publishRecipe(platform, fourScrews, { publishedBy: "test" });
    await receiveImage(platform, await submission());

    const inspection = await processNext(platform);

    expect(inspection).toMatchObject({ findings: [{ seen }] });
    expect(typeof inspection === "object" && inspection.heatMap).toEqual(kept);
  });
});

import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../test/support/test-platform.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { readExamplePhotos } from "./read-example-photos.ts";
import { receiveImage } from "./receive-image.ts";
import { reportInspections } from "./report-inspections.ts";

describe("the photos of a report's examples", () => {
  it("are small JPEGs of what was analyzed, the same each time, without those that are gone", async () => {
    const line = createTestPlatform({ recognize: () => screws(4) });
    const { platform } = line;
    await publishRecipe(platform, fourScrews, { publishedBy: "test" });
    for (const i of [0, 1]) {
      const photo = await jpeg(100 + 50 * i);
      await receiveImage(platform, await submission({ sourceKey: `k${i}`, photo }));
      await processNext(platform);
    }
    const report = await reportInspections(platform, { from: "2026-03-01", to: "2026-03-02" });
    const [kept, gone] = report.examples.map(({ inspectionId }) => inspectionId);
    const { get } = platform.images;
    const goneKey = (await platform.records.get(gone ?? ""))?.evidence.analyzedKey;
    platform.images.get = (key) => get(key === goneKey ? `aa/${"a".repeat(64)}.jpg` : key);

    const first = await readExamplePhotos(platform, report);
    const second = await readExamplePhotos(platform, report);

    expect([...first.keys()]).toEqual([kept]);
    expect(
      Buffer.from(first.get(kept ?? "") ?? [])
        .subarray(0, 2)
        .toString("hex"),
    ).toBe("ffd8");
    expect(first).toEqual(second);
  });
});

import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { renderReportCsv, renderReportHtml } from "../domain/render-report.ts";
import type { QualityReport } from "../domain/report.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { reportInspections } from "./report-inspections.ts";

const DAY = { from: "2026-03-01T00:00:00.000Z", to: "2026-03-02T00:00:00.000Z" };

describe("a report", () => {
  it("counts verdicts and faults of the day, and nothing of another day", async () => {
    const seen = [4, 3, 2, 5];
    const { platform, wait } = createTestPlatform({ recognize: () => screws(seen.shift() ?? 4) });
    await publishRecipe(platform, fourScrews, { publishedBy: "test" });
    const receive = async (sourceKey: string) => receiveImage(platform, await submission({ sourceKey }));
    for (const sourceKey of ["a", "b", "c", "d"]) {
      await receive(sourceKey);
      await processNext(platform);
    }
    await receive("still in the line");
    wait(24 * 60 * 60 * 1000);
    await receive("the next day");

    const report = await reportInspections(platform, DAY);

    expect(report).toEqual({
      ...DAY,
      deadLetters: 0,
      recipes: [
        {
          recipe: "block",
          title: "Block with four screws",
          received: 5,
          verdicts: { pass: 1, fail: 3, review: 0, rejected: 0 },
          open: 1,
          firstPassYield: 0.25,
          pareto: [
            { part: "screw", state: "missing", inspections: 2 },
            { part: "screw", state: "extra", inspections: 1 },
          ],
        },
      ],
    });
  });

  it("is about one recipe if asked for, and leaves out recipes without a photo", async () => {
    const { platform } = createTestPlatform();
    for (const id of ["block", "other", "idle"])
      await publishRecipe(platform, { ...fourScrews, id }, { publishedBy: "test" });
    await receiveImage(platform, await submission());
    await receiveImage(platform, await submission({ recipeId: "other", sourceKey: "b" }));

    const all = await reportInspections(platform, DAY);
    const one = await reportInspections(platform, { ...DAY, recipe: "other" });

    expect(all.recipes.map(({ recipe }) => recipe)).toEqual(["block", "other"]);
    expect(one.recipes.map(({ recipe }) => recipe)).toEqual(["other"]);
  });
});

describe("a report as a file", () => {
  const hostile: QualityReport = {
    ...DAY,
    deadLetters: 2,
    recipes: [
      {
        recipe: "block",
        title: "<script>alert(1)</script>",
        received: 2,
        verdicts: { pass: 1, fail: 1, review: 0, rejected: 0 },
        open: 0,
        firstPassYield: 0.5,
        pareto: [
          { part: '=HYPERLINK("http://evil")', state: "missing", inspections: 1 },
          { part: "<b>screw, top", state: "missing", inspections: 1 },
        ],
      },
    ],
  };

  it("is a page that runs and fetches nothing, whatever a part is called", () => {
    const html = renderReportHtml(hostile);

    expect(html).not.toMatch(/<script|<b>|(src|href)=/i);
    expect(html).toContain("&lt;b&gt;screw, top");
    expect(html).toContain("50.0 %");
  });

  it("is a table in which no cell becomes a formula", () => {
    const lines = renderReportCsv(hostile).split("\r\n");

    expect(lines).toContain(`${DAY.from},${DAY.to},block,pass,,,1`);
    expect(lines).toContain(`${DAY.from},${DAY.to},block,fault,"'=HYPERLINK(""http://evil"")",missing,1`);
    expect(lines).toContain(`${DAY.from},${DAY.to},block,fault,"<b>screw, top",missing,1`);
  });
});

import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../test/support/test-platform.ts";
import { drawSamples } from "./draw-samples.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { reportInspections } from "./report-inspections.ts";
import { reviewInspection } from "./review-inspection.ts";

async function inspectedLine(photos: number, share?: number) {
  let count = 4;
  const line = createTestPlatform({ recognize: () => screws(count) });
  if (share !== undefined) line.platform.settings.sampling = { seed: "s", rules: [{ share }] };
  await publishRecipe(line.platform, fourScrews, { publishedBy: "test" });
  for (let i = 0; i < photos; i += 1) {
    count = i % 5 === 4 ? 3 : 4;
    const source = { fileName: `SN${i}.jpg`, line: "line-1" };
    const submitted = await submission({ sourceKey: `k${i}`, source, photo: await jpeg(100 + i) });
    await receiveImage(line.platform, submitted);
    await processNext(line.platform);
  }
  return line;
}

const DAY = { from: "2026-03-01", to: "2026-03-02" };

describe("drawing samples", () => {
  it("puts passes into the review queue, once", async () => {
    const { platform } = await inspectedLine(10);

    const planned = await drawSamples(platform, {}, { seed: "s", perStratum: 3, dryRun: true });
    const first = await drawSamples(platform, {}, { seed: "s", perStratum: 3 });
    const again = await drawSamples(platform, {}, { seed: "s", perStratum: 3 });

    expect(planned).toEqual({ strata: first.strata, queued: 0 });
    expect(first.strata).toMatchObject([{ recipe: "block", line: "line-1", band: "high", passes: 8 }]);
    expect([first.queued, again.queued]).toEqual([3, 0]);
    expect(await platform.reviews.stats(platform.now())).toMatchObject({ waiting: 3, samples: 3 });
  });

  it("finds nothing where nothing passed", async () => {
    const { platform } = await inspectedLine(0);

    expect(await drawSamples(platform, {}, { seed: "s", perStratum: 3 })).toEqual({ strata: [], queued: 0 });
  });

  it("goes on while the line runs, as the settings say", async () => {
    const [all, none] = [await inspectedLine(10, 1), await inspectedLine(10, 0)];

    expect(await all.platform.reviews.stats(all.platform.now())).toMatchObject({ samples: 8 });
    expect(await none.platform.reviews.stats(none.platform.now())).toMatchObject({ samples: 0 });
  });

  it("costs no inspection when it fails", async () => {
    const { platform, memory } = await inspectedLine(1, 1);
    platform.reviews = { ...platform.reviews, add: () => Promise.reject(new Error("The disk is gone.")) };

    await receiveImage(platform, await submission({ sourceKey: "more", photo: await jpeg(7) }));
    await processNext(platform);

    const { verdicts } = await platform.records.count({});
    expect(verdicts.pass).toBe(2);
    expect(memory.telemetry.failures).toMatchObject([{ doing: "put a sample into the review queue" }]);
  });

  it("is what a report estimates escapes from; a pass that somebody had doubts about is not", async () => {
    const { platform } = await inspectedLine(10);
    const { strata } = await drawSamples(platform, {}, { seed: "s", perStratum: 2 });
    const drawn = strata.flatMap((stratum) => stratum.drawn);
    const { items } = await platform.records.list({ verdict: "pass" }, { limit: 50 });
    const doubted = items.map(({ id }) => id).find((id) => !drawn.includes(id)) ?? "";
    const said = { decision: "overrule", verdict: "fail", by: "Ana", reason: "A crack." } as const;

    await reviewInspection(platform, { ...said, inspectionId: doubted });
    await reviewInspection(platform, { ...said, inspectionId: drawn[0] ?? "" });
    await reviewInspection(platform, {
      ...said,
      inspectionId: drawn[1] ?? "",
      decision: "agree",
      verdict: "pass",
    });
    const { agreement } = await reportInspections(platform, DAY);

    expect(agreement.escapes.reviewed).toMatchObject({ events: 2, of: 3 });
    expect(agreement.sampled).toMatchObject({ reviewed: 2, wrong: 1, passes: 8, unknown: 0, expected: 4 });
  });
});

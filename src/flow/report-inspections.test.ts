import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { qualityReportSchema } from "../domain/report/quality-report.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { reportInspections } from "./report-inspections.ts";
import { reviewInspection } from "./review-inspection.ts";

const DAY = { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" };

describe("a report", () => {
  it("accounts for every photo of the day: verdicts, dead letters and what is still in the line", async () => {
    const { platform, inspect, receive, wait } = await createLine([4, 3, 2, 5]);
    for (let i = 0; i < 4; i++) await inspect();
    const dead = await receive();
    await platform.queue.bury(dead, "no model", platform.now());
    await receive();
    wait(24 * 60 * 60 * 1000);
    await receive();

    const { counts, firstPassYield, madeFrom } = await reportInspections(platform, DAY);

    expect(counts).toEqual({
      received: 6,
      pass: 1,
      fail: 3,
      review: 0,
      rejected: 0,
      deadLetters: 1,
      inTheLine: 1,
    });
    expect(firstPassYield).toMatchObject({ events: 1, of: 4, share: 0.25 });
    expect(madeFrom).toMatchObject({
      inspections: 4,
      recipeVersions: [{ id: "block", version: 1, inspections: 4 }],
      chainHead: await platform.vault.head(),
    });
  });

  it("names missing parts by how many widgets lack them, apart from what is too many", async () => {
    const { platform, inspect } = await createLine([4, 3, 2, 5]);
    for (let i = 0; i < 4; i++) await inspect();

    const { faults } = await reportInspections(platform, DAY);

    expect(faults).toEqual([
      { part: "screw", state: "missing", inspections: 2, share: 1, cumulative: 1 },
      { part: "screw", state: "extra", inspections: 1, share: 1, cumulative: 1 },
    ]);
  });

  it("counts what people said last, and estimates escapes from the passes that they looked at", async () => {
    const { platform, inspect } = await createLine([4, 4, 3]);
    const [first, , third] = [await inspect(), await inspect(), await inspect()];
    const decision = { by: "ana", reason: "looked" };
    await reviewInspection(platform, {
      ...decision,
      inspectionId: first,
      decision: "agree",
      verdict: "pass",
    });
    await reviewInspection(platform, {
      ...decision,
      inspectionId: first,
      decision: "overrule",
      verdict: "fail",
    });
    await reviewInspection(platform, {
      ...decision,
      inspectionId: third,
      decision: "agree",
      verdict: "fail",
    });

    const { agreement } = await reportInspections(platform, DAY);

    expect(agreement).toMatchObject({
      reviewed: 2,
      overruled: { events: 1, of: 2 },
      table: { pass: { pass: 0, fail: 1 }, fail: { pass: 0, fail: 1 } },
      escapes: { reviewed: { events: 1, of: 1 }, verdicts: 2, expected: 2 },
    });
  });

  it("is about one recipe and one line where asked for, and about nothing where there was nothing", async () => {
    const { platform, inspect } = await createLine([4, 3]);
    await inspect();
    await inspect();

    const own = await reportInspections(platform, { ...DAY, recipe: "block", line: "line-1" });
    const other = await reportInspections(platform, { ...DAY, line: "line-2" });

    expect(own.counts.received).toBe(2);
    expect(other.counts).toMatchObject({ received: 0, inTheLine: 0 });
    expect(qualityReportSchema.parse(other)).toEqual(other);
  });

  it("reads times without an offset as those of its time zone", async () => {
    const { platform, inspect } = await createLine([4]);
    await inspect();
    // The photo came at 08:00 UTC, which is 03:00 in New York.
    const range = { from: "2026-03-01T03:00", to: "2026-03-01T04:00", timeZone: "America/New_York" };

    const inside = await reportInspections(platform, range);
    const outside = await reportInspections(platform, { ...range, timeZone: "Europe/Berlin" });

    expect([inside.counts.received, outside.counts.received]).toEqual([1, 0]);
    expect(inside.madeFrom.from).toBe("2026-03-01T03:00:00.000-05:00");
  });

  it("is the same over many pages as over one, and lets others work between them", async () => {
    const { platform, inspect } = await createLine([4]);
    await inspect();
    const [one] = (await platform.records.list({}, { limit: 1 })).items;
    if (one === undefined) throw new Error("nothing was inspected");
    const ids = Array.from({ length: 1201 }, (_, i) => String(i));
    let pages = 0;
    let turns = 0;
    const list: typeof platform.records.list = async (_filter, { limit, cursor }) => {
      const start = Number(cursor ?? 0);
      pages += 1;
      setTimeout(() => (turns += 1), 0);
      const items = ids.slice(start, start + limit).map((id) => ({ ...one, id }));
      return start + limit < ids.length ? { items, next: String(start + limit) } : { items };
    };

    const report = await reportInspections({ ...platform, records: { ...platform.records, list } }, DAY);

    expect(report.counts.pass).toBe(1201);
    expect(pages).toBe(3);
    expect(turns).toBe(2);
  });
});

/** A line with a published recipe, whose photos show so many screws, one after the other. */
async function createLine(screwsSeen: number[]) {
  const seen = [...screwsSeen];
  const test = createTestPlatform({ recognize: () => screws(seen.shift() ?? 4) });
  const { platform } = test;
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  let photos = 0;
  const receive = async () =>
    (await receiveImage(platform, await submission({ sourceKey: `photo ${photos++}` }))).receipt.inspectionId;
  const inspect = async () => {
    const id = await receive();
    await processNext(platform);
    return id;
  };
  return { ...test, receive, inspect };
}

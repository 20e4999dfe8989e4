import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../test/support/test-platform.ts";
import { concludeReplay, type Replayed } from "../domain/compare-replay.ts";
import type { Detection } from "../domain/detection.ts";
import { parseRecipe } from "../domain/recipe.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { type NotReplayed, replayRecipe } from "./replay-recipe.ts";
import { reviewInspection } from "./review-inspection.ts";
import { tallyReplay } from "./tally-replay.ts";

const threeScrews = parseRecipe({
  ...fourScrews,
  version: 2,
  parts: [{ label: "screw", count: { min: 3 } }],
});
const fiveScrews = parseRecipe({ ...fourScrews, version: 2, parts: [{ label: "screw", count: 5 }] });

/** A line whose recognizer sees what `sees` says, and counts its looks. `seen`: screws of each inspected widget. */
async function inspectedLine(seen: readonly number[], reservations: string[] = []) {
  const now: { sees: Detection[]; version: string; looks: number } = { sees: [], version: "a", looks: 0 };
  const line = createTestPlatform({
    recognize: (_photo, model) => {
      now.looks += 1;
      return {
        detections: now.sees,
        recognizer: { kind: "embedded", model, version: now.version },
        reservations,
      };
    },
  });
  await publishRecipe(line.platform, fourScrews, { publishedBy: "test" });
  const ids: string[] = [];
  for (const [i, count] of seen.entries()) {
    now.sees = screws(count);
    const source = { fileName: `SN${i}.jpg`, serial: `SN${i}` };
    const submitted = await submission({ sourceKey: `k${i}`, source, photo: await jpeg(100 + i) });
    ids.push((await receiveImage(line.platform, submitted)).receipt.inspectionId);
    await processNext(line.platform);
    line.wait(1000);
  }
  now.looks = 0;
  return { ...line, now, ids };
}

type Line = Awaited<ReturnType<typeof inspectedLine>>;

function decide({ platform, ids }: Line, at: number, verdict: "pass" | "fail") {
  const decision = { inspectionId: ids[at] ?? "", verdict, by: "Ana", reason: "Seen by eye." };
  return platform.records.get(decision.inspectionId).then((inspection) =>
    reviewInspection(platform, {
      ...decision,
      decision: inspection?.verdict === verdict ? "agree" : "overrule",
    }),
  );
}

async function replayed({ platform }: Line, recipe = threeScrews): Promise<(Replayed | NotReplayed)[]> {
  const all: (Replayed | NotReplayed)[] = [];
  for await (const one of replayRecipe(platform, recipe, {})) all.push(one);
  return all.reverse();
}

describe("replaying a recipe", () => {
  it("judges what was seen then, after one look that tells which model looks now", async () => {
    const line = await inspectedLine([4, 3, 2]);
    line.now.sees = screws(2);

    const all = await replayed(line);

    expect(all.map((one) => "now" in one && [one.inspection.verdict, one.now.verdict, one.by])).toEqual([
      ["pass", "pass", "stored-detections"],
      ["fail", "pass", "stored-detections"],
      ["fail", "fail", "photo"],
    ]);
    expect(line.now.looks).toBe(1);
  });

  it("looks at every photo again when another version of the model looks now", async () => {
    const line = await inspectedLine([4, 4]);
    line.now.version = "b";
    line.now.sees = screws(1);

    const all = await replayed(line);

    expect(all.map((one) => "now" in one && [one.now.verdict, one.by])).toEqual([
      ["fail", "photo"],
      ["fail", "photo"],
    ]);
  });

  it("keeps what the recognizer did not vouch for then", async () => {
    const line = await inspectedLine([3, 3], ["The photo is not aligned."]);

    const all = await replayed(line);

    expect(all.map((one) => "now" in one && one.now.verdict)).toEqual(["review", "review"]);
    expect(all.map((one) => "now" in one && one.now.reasons)).toEqual([
      ["The photo is not aligned."],
      ["The photo is not aligned."],
    ]);
  });

  it("leaves out what was no photo, and what has gone and would have to be looked at", async () => {
    const line = await inspectedLine([4]);
    await receiveImage(line.platform, await submission({ sourceKey: "x", photo: new Uint8Array([1, 2, 3]) }));
    await processNext(line.platform);
    line.wait(1100 * 24 * 60 * 60 * 1000);
    await line.platform.vault.removePhotos(2, line.platform.now());

    const all = await replayed(line);

    expect(all.map((one) => "skipped" in one && one.skipped)).toEqual([
      expect.stringMatching(/^Its photo is not there; it was kept until 2029/),
      expect.stringMatching(/not a photo|no photo|not an image|unknown kind/),
    ]);
  });

  it("records nothing", async () => {
    const line = await inspectedLine([4, 3]);
    const before = await line.platform.vault.head();

    await replayed(line);

    expect(await line.platform.vault.head()).toEqual(before);
  });
});

describe("what a replay comes to", () => {
  it("is worse when a widget that people call bad would pass", async () => {
    const line = await inspectedLine([4, 3]);
    await decide(line, 1, "fail");

    const tally = await tallyReplay(line.platform, threeScrews, {});

    expect(tally).toMatchObject({ flips: 1, decided: 1, unconfirmedPasses: 0 });
    expect([tally.before.escapes, tally.after.escapes]).toEqual([0, 1]);
    expect(concludeReplay(tally)).toEqual({
      worse: true,
      reasons: ["1 more widget that people call bad would pass"],
    });
  });

  it("is not worse when what people call good no longer fails", async () => {
    const line = await inspectedLine([4, 3]);
    await decide(line, 1, "pass");

    const tally = await tallyReplay(line.platform, threeScrews, {});

    expect([tally.before.falseRejects, tally.after.falseRejects]).toEqual([1, 0]);
    expect(concludeReplay(tally)).toEqual({ worse: false, reasons: [] });
  });

  it("is worse when something passes now and nobody has looked at it", async () => {
    const line = await inspectedLine([4, 3]);

    const tally = await tallyReplay(line.platform, threeScrews, {});

    expect(tally.unconfirmedPasses).toBe(1);
    expect(concludeReplay(tally).worse).toBe(true);
  });

  it("is worse when what people call good would fail, unless it saves an escape", async () => {
    const line = await inspectedLine([4, 4]);
    await decide(line, 0, "pass");
    const rejecting = concludeReplay(await tallyReplay(line.platform, fiveScrews, {}));
    await decide(line, 1, "fail");

    const saving = concludeReplay(await tallyReplay(line.platform, fiveScrews, {}));

    expect([rejecting.worse, saving.worse]).toEqual([true, false]);
  });

  it("stops at the newest when only so many are asked for", async () => {
    const line = await inspectedLine([4, 4, 4]);

    const tally = await tallyReplay(line.platform, threeScrews, {}, { limit: 2 });

    expect(tally.replayed).toBe(2);
  });
});

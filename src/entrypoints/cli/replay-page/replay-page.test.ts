import { describe, expect, it } from "vitest";
import { sampleInspection, sealedAt } from "../../../../test/contracts/samples.ts";
import { createTestPlatform, fourScrews, jpeg } from "../../../../test/support/test-platform.ts";
import { addReplayed, emptyTally, type Replayed } from "../../../domain/compare-replay.ts";
import { toInspection } from "../../../domain/evidence.ts";
import type { Disposition } from "../../../domain/inspection.ts";
import { drawFlip } from "./draw-flip.ts";
import { renderReplayPage } from "./replay-page.ts";

const HOSTILE = `</style><script>alert(1)</script>`;

/** A flip of an inspection whose photos have these keys. */
async function flipOf(keys: { originalKey: string; analyzedKey: string }): Promise<Replayed> {
  const source = { fileName: "a.jpg", serial: HOSTILE };
  const inspection = sampleInspection({ ...keys, source, verdict: "fail", reasons: [HOSTILE] });
  const entry = await sealedAt(1, { kind: "inspection", inspection });
  if (entry.kind !== "inspection") throw new Error("An inspection was sealed.");
  const decision: Disposition = {
    inspectionId: inspection.id,
    decision: "overrule",
    verdict: "pass",
    by: HOSTILE,
    at: inspection.inspectedAt,
    reason: HOSTILE,
  };
  const now: Replayed["now"] = { verdict: "pass", findings: [], reasons: [] };
  return { inspection: toInspection(entry, [decision]), now, detections: [], by: "stored-detections" };
}

describe("the page of a replay", () => {
  it("shows the photos of then and now, and what people decided, with no text read as HTML", async () => {
    const { platform } = createTestPlatform();
    const { key } = await platform.images.put(await jpeg(), "jpg");
    const flip = await flipOf({ originalKey: key, analyzedKey: key });
    const tally = emptyTally();
    addReplayed(tally, flip);

    const drawn = [await drawFlip(platform, fourScrews, flip)];
    const page = renderReplayPage({ recipe: fourScrews, range: "All.", tally, drawn, listed: [flip] });

    expect(page.match(/<img alt="(then|now)" src="data:image\/webp;base64,/g)).toHaveLength(2);
    expect(page).toContain("fail → pass");
    expect(page).toContain("✔ Not worse");
    expect(page).not.toContain("<script");
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  it("lists a flip whose photo has gone", async () => {
    const { platform } = createTestPlatform();
    const gone = `aa/${"a".repeat(64)}.jpg`;
    const flip = await flipOf({ originalKey: gone, analyzedKey: gone });

    const drawn = [await drawFlip(platform, fourScrews, flip)];
    const page = renderReplayPage({
      recipe: fourScrews,
      range: "All.",
      tally: emptyTally(),
      drawn,
      listed: [],
    });

    expect(page).toContain("then: the photo is gone.");
  });
});

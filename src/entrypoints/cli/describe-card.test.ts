import { expect, test } from "vitest";
import { gatherPart } from "../../recognition/part-evidence.ts";
import { viewPart } from "../../recognition/part-view.ts";
import { proposeThresholds } from "../../recognition/propose-thresholds.ts";
import { describeCard } from "./describe-card.ts";

const views = Array.from({ length: 40 }, (_, photo) =>
  viewPart(photo, photo < 30 ? 1 : 0, photo < 30 ? [0.95] : []),
);
const evidence = { unit: "photo" as const, photos: 40, parts: [gatherPart("screw", 1, views)] };

function describe(escapeTarget: number): string {
  const proposal = proposeThresholds(evidence, escapeTarget);
  const choice = { by: "rule", reason: "find: only 10 % of the photos show one layout" } as const;
  return describeCard({ mode: "find", labels: ["screw"], card: { evidence, proposal, choice } }).join("\n");
}

test("A card says in words what to expect of each part, and what is not proven with how many more photos it needs", () => {
  const text = describe(0.001);

  expect(text).toContain("looks by find: only 10 % of the photos show one layout");
  expect(text).toContain(
    "screw                    from 0.50  escapes 0 of 10 (at most 25.9 %)  false rejects 0 of 30 (0 to 11.6 %)",
  );
  expect(text).toContain(
    "asked for just what they show, 0 of 40 photos fail and 0 go to review (0 to 8.81 %)",
  );
  expect(text).toContain("not proven: escapes at most 0.1 % with 95 % confidence");
  expect(text).toContain("without an escape: screw 2985");
});

test("Photos of two scenes only are said to promise too much", () => {
  const proposal = proposeThresholds(evidence, 0.1);
  const card = { evidence: { ...evidence, twoScenes: true as const }, proposal };

  const lines = describeCard({ mode: "find", labels: ["screw"], card });

  expect(lines.join("\n")).toContain("these photos are of two scenes only: expect worse of a third");
});

test("A target that the photos prove is said to be proven", () => {
  expect(describe(0.3)).toContain("  proven: escapes at most 30 % with 95 % confidence");
});

test("A model taught from one photo, or not from boxes at all, says that nothing is known and why", () => {
  const typical = [{ label: "screw", full: 4, shownBy: 1, complete: 4 }];

  const single = describeCard({ mode: "golden", labels: ["screw"], card: { photos: 1, typical } });
  const imported = describeCard({ mode: "imported", labels: ["screw"], card: {} });

  const unknown = "nothing is known of escapes and false rejects until it is evaluated";
  expect(single).toEqual([`  there was no photo to leave out and try it on: ${unknown}`]);
  expect(imported).toEqual([`  it was not taught from boxes: ${unknown}`]);
});

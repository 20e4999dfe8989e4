import { expect, test } from "vitest";
import { type Voter, voteBox } from "./vote-box.ts";

const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };
const beside = { ...box, left: 0.12 };
const EVEN: Voter["spreads"] = [-1, -1, -1, -1];

test("The box lies between the proposals, nearer the surer one", () => {
  const voted = voteBox(box, [
    { score: 0.9, box, spreads: EVEN },
    { score: 0.3, box: beside, spreads: EVEN },
  ]);

  expect(voted.left).toBeGreaterThan(0.1);
  expect(voted.left).toBeLessThan(0.11);
});

test("Each side follows the cell that knows it best", () => {
  const wider = { ...box, width: 0.24 };

  const voted = voteBox(box, [
    { score: 0.9, box, spreads: [-1, -1, 1, -1] },
    { score: 0.9, box: { ...wider, left: 0.11 }, spreads: [1, -1, -1, -1] },
  ]);

  expect(voted.left).toBeCloseTo(0.1, 2);
  expect(voted.left + voted.width).toBeCloseTo(0.35, 2);
});

test("A proposal for another place has no say", () => {
  const voted = voteBox(box, [
    { score: 0.5, box, spreads: EVEN },
    { score: 1, box: { ...box, left: 0.25 }, spreads: EVEN },
  ]);

  expect(voted.left).toBeCloseTo(0.1);
});

import { expect, test } from "vitest";
import { addToTally, EMPTY_TALLY, scoreVerdict } from "./score-verdict.ts";

test.each([
  [true, "pass", "right"],
  [true, "fail", "false-reject"],
  [true, "review", "review"],
  [true, "rejected", "review"],
  [false, "pass", "escape"],
  [false, "fail", "right"],
  [false, "review", "review"],
  [false, "rejected", "review"],
] as const)(
  "a widget whose completeness is %s and whose verdict is %s scores %s",
  (complete, verdict, score) => {
    expect(scoreVerdict({ complete }, verdict)).toBe(score);
  },
);

test("a tally counts every photo once and leaves the earlier tally alone", () => {
  const after = [
    addToTally(EMPTY_TALLY, { complete: true }, "pass"),
    addToTally(EMPTY_TALLY, { complete: false }, "pass"),
  ];
  const both = addToTally(after[0] ?? EMPTY_TALLY, { complete: false }, "review");

  expect(EMPTY_TALLY.photos).toBe(0);
  expect(after[1]).toMatchObject({ photos: 1, incomplete: 1, escapes: 1, right: 0 });
  expect(both).toEqual({ photos: 2, incomplete: 1, right: 1, escapes: 0, falseRejects: 0, reviews: 1 });
});

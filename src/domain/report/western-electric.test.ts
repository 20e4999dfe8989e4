import { describe, expect, it } from "vitest";
import { markPoints } from "./western-electric.ts";

const rulesAt = (deviations: number[]) =>
  markPoints(deviations).map((marks) => marks.map((mark) => mark.rule));

describe("the rules of Western Electric", () => {
  it("mark nothing on a quiet line", () => {
    expect(rulesAt([0.5, -0.5, 0.9, -0.9, 0.2, -2.5, 0.1, 2.9])).toEqual(Array(8).fill([]));
  });

  it("mark one point beyond three standard errors, on its side", () => {
    expect(markPoints([0, 3.01, -3.01, 1])).toEqual([
      [],
      [{ rule: "one-beyond-3-sigma", side: "above" }],
      [{ rule: "one-beyond-3-sigma", side: "below" }],
      [],
    ]);
  });

  it("mark the second of two in three beyond two, also with one between, never on both sides", () => {
    expect(rulesAt([2.1, 0, 2.1])).toEqual([[], [], ["two-of-three-beyond-2-sigma"]]);
    expect(rulesAt([2.1, 0, 0, 2.1])).toEqual([[], [], [], []]);
    expect(rulesAt([2.1, -2.1, 0])).toEqual([[], [], []]);
  });

  it("mark the fourth of four in five beyond one", () => {
    expect(rulesAt([1.1, 1.1, 0, 1.1, 1.1])[4]).toEqual(["four-of-five-beyond-1-sigma"]);
    expect(rulesAt([1.1, 1.1, 0, 0, 1.1, 1.1])).toEqual(Array(6).fill([]));
  });

  it("mark from the eighth in a row on one side, and begin anew after a point on the line", () => {
    const marked = rulesAt([...Array(9).fill(-0.1), 0, ...Array(7).fill(-0.1)]);

    expect(marked.flatMap((rules, i) => (rules.length > 0 ? [i] : []))).toEqual([7, 8]);
    expect(marked[7]).toEqual(["eight-on-one-side"]);
  });
});

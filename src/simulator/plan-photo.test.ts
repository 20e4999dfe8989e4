import { describe, expect, test } from "vitest";
import { PartproofError } from "../domain/errors.ts";
import { board } from "./board.ts";
import { controlBox } from "./control-box.ts";
import { DESIGNS } from "./designs.ts";
import type { PhotoOptions } from "./photo-options.ts";
import { planPhoto } from "./plan-photo.ts";

test("the control box has 4 screws, 2 connectors, 2 LEDs and a label, the board 50 parts", () => {
  const count = (label: string) => controlBox.parts.filter((part) => part.label === label).length;

  const counts = ["screw", "connector", "led", "label"].map(count);

  expect(counts).toEqual([4, 2, 2, 1]);
  expect(board.parts).toHaveLength(50);
});

describe.each(DESIGNS)("of the $id", (design) => {
  test("part names are unique", () => {
    const names = design.parts.map((part) => part.name);

    expect(new Set(names).size).toBe(names.length);
  });

  test.each(["easy", "normal", "hard"] as const)("no pose of an %s line cuts a part off", (difficulty) => {
    const plans = Array.from({ length: 300 }, (_, i) => planPhoto(design, 5, i, { difficulty }));

    const boxes = plans.flatMap((plan) => plan.truth.parts.map((part) => part.box));

    for (const { left, top, width, height } of boxes) {
      expect(Math.min(left, top)).toBeGreaterThan(0);
      expect(Math.max(left + width, top + height)).toBeLessThan(1);
    }
  });

  test("about as many widgets lack something as was asked", () => {
    const shareMissing = (missingRate?: number) => {
      const options = missingRate === undefined ? {} : { missingRate };
      const plans = Array.from({ length: 1500 }, (_, i) => planPhoto(design, 9, i, options));
      return plans.filter((plan) => !plan.truth.complete).length / plans.length;
    };

    const shares = [shareMissing(), shareMissing(0), shareMissing(0.5), shareMissing(1)];

    expect(shares[0]).toBeCloseTo(0.2, 1);
    expect(shares[1]).toBe(0);
    expect(shares[2]).toBeCloseTo(0.5, 1);
    expect(shares[3]).toBe(1);
  });
});

test("every part is left out sometimes, and one, two or three at a time", () => {
  const plans = Array.from({ length: 800 }, (_, i) => planPhoto(controlBox, 3, i, { missingRate: 1 }));

  const missing = plans.map((plan) => plan.truth.parts.filter((part) => !part.present).map((p) => p.name));

  expect(new Set(missing.flat())).toEqual(new Set(controlBox.parts.map((part) => part.name)));
  expect(new Set(missing.map((names) => names.length))).toEqual(new Set([1, 2, 3]));
});

test("the board comes along turned by each quarter turn", () => {
  const plans = Array.from({ length: 60 }, (_, i) => planPhoto(board, 2, i));

  const quarters = plans.map((plan) => ((Math.round(plan.pose.degrees / 90) % 4) + 4) % 4);

  expect(new Set(quarters)).toEqual(new Set([0, 1, 2, 3]));
});

test("what is missing changes neither the pose nor the other parts", () => {
  const whole = planPhoto(controlBox, 4, 12, { missing: [] });
  const lacking = planPhoto(controlBox, 4, 12, { missing: ["label"] });

  const boxes = [whole, lacking].map((plan) => plan.truth.parts.map((part) => part.box));

  expect(boxes[1]).toEqual(boxes[0]);
  expect(lacking.truth.complete).toBe(false);
  expect(lacking.truth.parts.filter((part) => !part.present).map((p) => p.name)).toEqual(["label"]);
});

test("serials are unique on a line and differ between lines", () => {
  const serials = [1, 2, 3].flatMap((seed) =>
    Array.from({ length: 50 }, (_, i) => planPhoto(controlBox, seed, i).truth.serial),
  );

  expect(new Set(serials).size).toBe(150);
  expect(serials.every((serial) => /^CB-[0-9A-F]{4}-\d{6}$/.test(serial))).toBe(true);
});

test.each<[string, number, number, Record<string, unknown>]>([
  ["a negative seed", -1, 0, {}],
  ["a broken seed", Number.NaN, 0, {}],
  ["a negative index", 1, -1, {}],
  ["half an index", 1, 0.5, {}],
  ["a rate above 1", 1, 0, { missingRate: 1.1 }],
  ["a rate that is no number", 1, 0, { missingRate: Number.NaN }],
  ["a photo without width", 1, 0, { width: 0 }],
  ["a photo of a gigapixel", 1, 0, { width: 40_000, height: 40_000 }],
  ["an unknown difficulty", 1, 0, { difficulty: "impossible" }],
  ["a part the design does not have", 1, 0, { missing: ["flux capacitor"] }],
  ["an option that is misspelled", 1, 0, { missingrate: 0.1 }],
])("%s is refused as invalid input", (_what, seed, index, options) => {
  const plan = () => planPhoto(controlBox, seed, index, options as PhotoOptions);

  expect(plan).toThrow(PartproofError);
  expect(plan).toThrow(expect.objectContaining({ code: "invalid-input" }));
});

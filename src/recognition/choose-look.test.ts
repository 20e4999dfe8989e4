import { expect, test } from "vitest";
import { PartproofError } from "../domain/errors.ts";
import { chooseLook } from "./choose-look.ts";
import { gatherPart } from "./part-evidence.ts";
import { viewPart } from "./part-view.ts";

const box = { left: 0.1, top: 0.1, width: 0.1, height: 0.1 };
const marked = { boxes: [{ label: "screw", box }] };
const file = (first: number) => Uint8Array.of(first);
const FIND = file(1);
const GOLDEN = file(2);

/** Ten photos that show the part, seen with one confidence. */
function evidence(confidence: number) {
  const views = Array.from({ length: 10 }, (_, photo) => viewPart(photo, 1, [confidence]));
  return { unit: "photo" as const, photos: 10, parts: [gatherPart("screw", 1, views)] };
}

function lessons(find: number, golden: number, shared = 1, unaligned = 0) {
  const given: string[] = [];
  return {
    given,
    find: async () => {
      given.push("find");
      return { file: FIND, evidence: evidence(find) };
    },
    golden: async (photos: readonly unknown[]) => {
      given.push(`golden ${photos.length}`);
      return { file: GOLDEN, evidence: evidence(golden), shared, unaligned };
    },
  };
}

const ten = Array.from({ length: 10 }, () => marked);
const silent = () => {};

test("The way to look that leaves fewer photos to a person or wrongly failed is kept, and the reason gives the figures", async () => {
  const golden = await chooseLook(ten, lessons(0.2, 0.9), 0.001, silent);
  const find = await chooseLook(ten, lessons(0.9, 0.4), 0.001, silent);

  expect(golden.file).toBe(GOLDEN);
  expect(find.file).toBe(FIND);
  expect(golden.choice).toEqual({
    by: "comparison",
    reason:
      "golden: on photos left out, find failed 0 and sent 10 of 10 to review; golden failed 0 and sent 0 of 10 to review",
  });
});

test("Equal ways are settled for find, which looks faster, and photos that cannot be aligned count against golden", async () => {
  const equal = await chooseLook(ten, lessons(0.9, 0.9), 0.001, silent);
  const unaligned = await chooseLook(ten, lessons(0.9, 0.9, 1, 2), 0.001, silent);

  expect(equal.file).toBe(FIND);
  expect(unaligned.choice.reason).toContain("golden failed 0 and sent 2 of 12 to review");
});

test("Without a layout that repeats, find is the rule", async () => {
  const loose = await chooseLook(ten, lessons(0.2, 0.9, 0.1), 0.001, silent);
  const refusing = {
    ...lessons(0.2, 0.9),
    golden: () => Promise.reject(new PartproofError("invalid-input", "Only 1 of 10 photos show the widget.")),
  };
  const unlike = await chooseLook(ten, refusing, 0.001, silent);

  const background = await chooseLook(ten, lessons(0.2, 0.9, 1, 5), 0.001, silent);

  expect(background.choice).toEqual({ by: "rule", reason: "find: only 50 % of the photos show one layout" });
  expect(loose).toMatchObject({ file: FIND, choice: { by: "rule" } });
  expect(loose.choice.reason).toContain("where one photo has a part, only 10 % of the others have one");
  expect(unlike).toMatchObject({ file: FIND, choice: { by: "rule" } });
  expect(unlike.choice.reason).toBe(
    "find: most photos do not show the widget like the one with the most boxes",
  );
});

test("Of many photos a few tell beforehand that there is no layout, and all are asked where they find one", async () => {
  const forty = Array.from({ length: 40 }, () => marked);
  const loose = lessons(0.2, 0.9, 0.1);
  const fixed = lessons(0.2, 0.9);

  await chooseLook(forty, loose, 0.001, silent);
  await chooseLook(forty, fixed, 0.001, silent);

  expect(loose.given).toEqual(["golden 6", "find"]);
  expect(fixed.given).toEqual(["golden 6", "golden 40", "find"]);
});

test("One photo, or photos most of which nobody marked, are taken for a fixed layout without teaching both", async () => {
  const one = lessons(0.9, 0.2);
  const unmarked = lessons(0.9, 0.2);

  const single = await chooseLook([marked], one, 0.001, silent);
  const few = await chooseLook([marked, { boxes: [] }, { boxes: [] }], unmarked, 0.001, silent);

  for (const { file: kept, choice } of [single, few]) expect([kept, choice.by]).toEqual([GOLDEN, "rule"]);
  expect([one.given, unmarked.given]).toEqual([["golden 1"], ["golden 3"]]);
});

test("A fault that is not about the photos ends the lesson", async () => {
  const broken = { ...lessons(0.9, 0.9), golden: () => Promise.reject(new Error("The lesson was stopped.")) };

  await expect(chooseLook(ten, broken, 0.001, silent)).rejects.toThrow("The lesson was stopped.");
});

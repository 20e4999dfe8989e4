import { describe, expect, test } from "vitest";
import type { Box, Detection } from "./detection.ts";
import { areasToRead, describeFinding, judge } from "./judge.ts";
import { parseRecipe } from "./recipe.ts";
import type { TextLine } from "./text-line.ts";

const box: Box = { left: 0.4, top: 0.4, width: 0.2, height: 0.1 };
const label: Detection = { label: "label", confidence: 0.99, box };

function recipeWith(text: object, part: object = {}) {
  return parseRecipe({
    id: "block",
    version: 1,
    title: "Block",
    recognizer: { kind: "embedded", model: "block" },
    parts: [
      { label: "screw", count: 0 },
      { label: "label", text, ...part },
    ],
  });
}

function line(text: string, confidence = 0.95): TextLine {
  return { text, confidence, box: { left: 0.42, top: 0.42, width: 0.1, height: 0.02 } };
}

/** Judges a seen label that says `lines`. */
function judgeLabel(text: object, lines: TextLine[], serial?: string) {
  const recipe = recipeWith(text);
  const readings = areasToRead(recipe, [label]).map((area) => ({ ...area, lines }));
  const { verdict, findings } = judge(recipe, [label], [], { readings, serial });
  const [finding] = findings.filter((found) => found.text);
  return { verdict, state: finding?.state, said: finding ? describeFinding(finding) : "", finding };
}

describe("text that should be the serial", () => {
  const rule = { matchesSerial: true };

  test("passes when one of the lines is it, whatever else is printed", () => {
    const judged = judgeLabel(rule, [line("ACME", 0.2), line("CB-77")], "CB-77");

    expect(judged).toMatchObject({ verdict: "pass", state: "present" });
    expect(judged.finding?.text).toEqual({ expected: "serial CB-77", lines: [line("CB-77")] });
  });

  test("fails when every line was surely read and is another one", () => {
    const judged = judgeLabel(rule, [line("CB-44")], "CB-77");

    expect(judged).toMatchObject({ verdict: "fail", state: "missing" });
    expect(judged.said).toBe('label, text: missing, expected serial CB-77, read "CB-44"');
  });

  test.each([
    ["is right but was read unsurely", [line("CB-77", 0.5)], "CB-77"],
    ["is wrong and was read unsurely", [line("CB-44", 0.5)], "CB-77"],
    ["is right but for a look-alike", [line("CB-O7")], "CB-07"],
    ["could not be read at all", [], "CB-77"],
    ["cannot be compared, as no serial was handed in", [line("CB-77")], undefined],
  ])("is for a person when it %s", (_, lines, serial) => {
    expect(judgeLabel(rule, lines, serial)).toMatchObject({ verdict: "review", state: "uncertain" });
  });
});

test("Another serial of the same form fails the widget, whatever else was read unsurely", () => {
  const rule = { matchesSerial: true, pattern: "CB-\\d{2}" };

  const judged = judgeLabel(rule, [line("ACME", 0.2), line("CB-44")], "CB-77");

  expect(judged).toMatchObject({ verdict: "fail", state: "missing" });
  expect(judged.said).toBe('label, text: missing, expected serial CB-77, read "CB-44"');
});

test("Text is judged by pattern, and by how sure the recipe wants it", () => {
  const rule = { pattern: "\\d{2}W\\d{2}", minConfidence: 0.7 };

  expect(judgeLabel(rule, [line("26 W 07", 0.71)]).verdict).toBe("pass");
  expect(judgeLabel(rule, [line("26W7", 0.71)]).verdict).toBe("fail");
});

test("An area that nobody read never passes", () => {
  const recipe = recipeWith({ pattern: "A" });

  expect(judge(recipe, [label]).verdict).toBe("review");
});

test("Each of several labels must say it", () => {
  const second: Detection = { ...label, box: { ...box, left: 0.7 } };
  const recipe = recipeWith({ pattern: "A1" }, { count: 2 });
  const [first, last] = areasToRead(recipe, [label, second]);
  const readings = [
    ...(first ? [{ ...first, lines: [line("A1")] }] : []),
    ...(last ? [{ ...last, lines: [line("A4")] }] : []),
  ];

  const { findings, verdict } = judge(recipe, [label, second], [], { readings });

  expect(findings.find(({ text }) => text)).toMatchObject({ state: "missing", expected: 2, seen: 1 });
  expect(verdict).toBe("fail");
});

describe("where text is read", () => {
  test("is the part's place, with its tolerance", () => {
    const recipe = recipeWith({ pattern: "A" }, { place: { box, tolerance: 0.1 } });

    const [area] = areasToRead(recipe, [label]);

    expect(area).toMatchObject({ part: 1, area: { left: expect.closeTo(0.3), width: expect.closeTo(0.4) } });
  });

  test("is around the part where it has no place", () => {
    const [area] = areasToRead(recipeWith({ pattern: "A" }), [label]);

    expect(area?.area.left).toBeLessThan(box.left);
    expect(area?.area.left).toBeGreaterThan(box.left - 0.05);
  });

  test("is nowhere when the part is missing, and the missing part is said once", () => {
    const recipe = recipeWith({ pattern: "A" });

    expect(areasToRead(recipe, [])).toEqual([]);
    expect(judge(recipe, []).reasons).toEqual(["label: missing, expected 1, seen 0"]);
  });
});

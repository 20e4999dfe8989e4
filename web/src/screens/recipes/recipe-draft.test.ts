import { describe, expect, it } from "vitest";
import { parseCount } from "./part-count.ts";
import { readDraft, withPart, withPlace, withValue } from "./recipe-draft.ts";

const TEXT = `id: block
version: 2 # the next one
title: Block with four screws
recognizer: { kind: embedded, model: screws }
parts:
  - label: screw
    count: { min: 2, max: 5 }
  - label: label # on the lid
    count: 1
`;
const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };

describe("a recipe that is being written", () => {
  it("fills the form", () => {
    expect(readDraft(TEXT)).toMatchObject({
      id: "block",
      version: 2,
      kind: "embedded",
      model: "screws",
      parts: [
        { label: "screw", count: "2-5", box: undefined },
        { label: "label", count: "1" },
      ],
    });
  });

  it.each(["parts: [", "just words", "", "- a\n- list"])("leaves the form alone while it is %j", (text) => {
    expect(readDraft(text)).toBeUndefined();
  });

  it.each(["parts: 3", "parts: [1, null]", "id: [1]\nparts: [{ count: {} }]"])("survives %j", (text) => {
    expect(readDraft(text)).toBeDefined();
  });

  it("keeps what the form does not know, comments too", () => {
    const changed = withValue(TEXT, ["parts", 1, "minConfidence"], 0.7);

    expect(changed).toContain("# the next one");
    expect(changed).toContain("# on the lid");
    expect(readDraft(changed)?.parts[1]?.minConfidence).toBe(0.7);
  });

  it("takes a value out again", () => {
    const there = withValue(TEXT, ["minConfidence"], 0.6);

    expect(withValue(there, ["minConfidence"], undefined)).not.toContain("minConfidence");
  });

  it("gives a drawn place to the part that has none", () => {
    const changed = readDraft(withPlace(TEXT, "label", box));

    expect(changed?.parts).toHaveLength(2);
    expect(changed?.parts[1]).toMatchObject({ label: "label", box });
  });

  it("adds a part a place when one label has many", () => {
    const once = withPlace(withPart(TEXT, { label: "led", count: 1 }), "led", box);
    const twice = readDraft(withPlace(once, "led", { ...box, left: 0.5 }));

    expect(twice?.parts.filter(({ label }) => label === "led")).toMatchObject([
      { box },
      { name: "led 2", count: "1", box: { ...box, left: 0.5 } },
    ]);
  });

  it("can begin with nothing", () => {
    expect(readDraft(withPlace("id: new", "screw", box))?.parts).toMatchObject([{ label: "screw", box }]);
  });
});

describe("a count", () => {
  it.each([
    ["4", 4],
    [" 2-5 ", { min: 2, max: 5 }],
    ["2–5", { min: 2, max: 5 }],
    ["3+", { min: 3 }],
  ])("is read from %j", (text, count) => {
    expect(parseCount(text)).toEqual(count);
  });

  it.each(["", "5-2", "many", "-1", "1.5", "999999"])("is not read from %j", (text) => {
    expect(parseCount(text)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { PartproofError } from "./errors.ts";
import { parseRecipe } from "./recipe.ts";

const valid = {
  id: "block",
  version: 1,
  title: "Block with four screws",
  recognizer: { kind: "embedded", model: "screws" },
  parts: [{ label: "screw", count: 4 }],
};

function faultsOf(recipe: unknown) {
  try {
    parseRecipe(recipe);
  } catch (error) {
    if (error instanceof PartproofError) return error.faults;
    throw error;
  }
  return [];
}

describe("reading a recipe", () => {
  it("fills in what a short recipe leaves out", () => {
    const recipe = parseRecipe(valid);

    expect(recipe).toMatchObject({
      minConfidence: 0.5,
      retentionDays: 1096,
      notify: { when: "fail-and-review", to: [] },
    });
  });

  it("names the path of every fault, what was expected there and what came", () => {
    const faults = faultsOf({
      ...valid,
      version: "one",
      parts: [{ label: "screw", count: -4, minConfidence: 2 }],
    });

    expect(faults).toEqual([
      { path: "version", expected: "number", received: '"one"' },
      { path: "parts[0].count", expected: "at least 0", received: "-4" },
      { path: "parts[0].minConfidence", expected: "at most 1", received: "2" },
    ]);
  });

  it("refuses a misspelled field instead of ignoring it", () => {
    const faults = faultsOf({ ...valid, minConfidense: 0.9 });

    expect(faults).toEqual([
      { path: "minConfidense", expected: "no such field (is it misspelled?)", received: "0.9" },
    ]);
  });

  it.each(["../evil", "a/b", "", ".hidden", "x".repeat(65), "a\nb"])("refuses %j as an id", (id) => {
    expect(faultsOf({ ...valid, id })).toHaveLength(1);
  });

  it("refuses two parts of one label that no place tells apart", () => {
    const faults = faultsOf({ ...valid, parts: [{ label: "screw" }, { label: "screw" }] });

    expect(faults).toMatchObject([{ path: "parts[1].label" }]);
  });

  it.each([null, undefined, 7, "text", []])("refuses %j as a whole", (input) => {
    expect(() => parseRecipe(input)).toThrow(/not a valid recipe/);
  });
});

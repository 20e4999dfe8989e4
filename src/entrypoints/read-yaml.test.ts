import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { board } from "../simulator/board.ts";
import { recipeFor } from "../simulator/recipe-for.ts";
import { readYaml } from "./read-yaml.ts";

describe("reading YAML from outside", () => {
  it("reads a recipe, written by hand or by a program", async () => {
    const byHand = await readFile(new URL("../../examples/four-screws.yaml", import.meta.url), "utf8");

    expect(readYaml(byHand)).toMatchObject({ parts: expect.any(Array) });
    expect(readYaml(stringify(recipeFor(board)))).toMatchObject({ id: "board" });
  });

  it.each([
    ["brackets", "[".repeat(100_000)],
    ["brackets that close", "[".repeat(5000) + "]".repeat(5000)],
    ["brackets on lines of their own", "[\n".repeat(5000)],
    ["dashes", `${"- ".repeat(5000)}x`],
    ["indentation", Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ])("refuses what is nested very deep by %s", (_what, text) => {
    expect(() => readYaml(text)).toThrow(/nested deeper/);
  });

  it("refuses what is too long", () => {
    expect(() => readYaml("x".repeat(3_000_000))).toThrow(/at most/);
  });
});

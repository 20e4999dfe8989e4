import { expect, test } from "vitest";
import { board } from "./board.ts";
import { controlBox } from "./control-box.ts";
import { designNamed } from "./designs.ts";
import { recipeFor } from "./recipe-for.ts";

test("the recipe of the control box expects each label by its count", () => {
  const recipe = recipeFor(controlBox);

  expect(recipe.parts).toEqual([
    { label: "screw", count: 4 },
    { label: "connector", count: 2 },
    { label: "led", count: 2 },
    { label: "label", count: 1 },
  ]);
  expect(recipe.recognizer).toEqual({ kind: "embedded", model: "control-box" });
  expect(recipe.notify).toEqual({ to: ["quality@example.com"], when: "fail-and-review" });
});

test("the recipe of the board expects 50 parts", () => {
  const counts = recipeFor(board).parts.map((part) => part.count);

  expect(counts.reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0)).toBe(50);
});

test("an unknown design is refused with the names of those there are", () => {
  const ask = () => designNamed("teapot");

  expect(ask).toThrow(/"teapot".*control-box, board/);
});

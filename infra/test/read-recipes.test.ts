import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRecipes } from "../deploy/publish-recipes.ts";

const RECIPE = `
id: board
version: 2
title: Board
recognizer: { kind: rekognition-labels, model: general }
parts: [{ label: Screw, count: 4 }]
`;

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "partproof-recipes-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe("the recipes to publish", () => {
  it("are all of a folder, beside its schema and other files", async () => {
    const folder = await folderWith({ "board.yaml": RECIPE, "recipe.schema.json": "{}", "notes.txt": "" });

    expect((await readRecipes(folder)).map(({ id, version }) => `${id}@${version}`)).toEqual(["board@2"]);
  });

  it("are refused before anything is deployed when one is not usable", async () => {
    const folder = await folderWith({ "board.yaml": RECIPE, "other.yaml": "id: other" });

    await expect(readRecipes(folder)).rejects.toThrow("other.yaml");
  });

  it("must be there", async () => {
    await expect(readRecipes(await folderWith({}))).rejects.toThrow("There is no recipe");
    await expect(readRecipes("/nowhere")).rejects.toThrow("The folder of recipes /nowhere cannot be read");
  });
});

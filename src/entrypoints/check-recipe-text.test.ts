import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews } from "../../test/support/test-platform.ts";
import { publishRecipe } from "../flow/publish-recipe.ts";
import { checkRecipeText } from "./check-recipe-text.ts";

const GOOD = `id: block
version: 2
title: Block
recognizer: { kind: embedded, model: screws }
parts:
  - label: screw
    count: 4
`;

async function check(text: string) {
  const { platform } = createTestPlatform();
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  return checkRecipeText(platform, text);
}

describe("checking a recipe that is being written", () => {
  it("finds nothing in a good one, and gives it back with its defaults", async () => {
    const { faults, recipe } = await check(GOOD);

    expect(faults).toEqual([]);
    expect(recipe).toMatchObject({ id: "block", minConfidence: 0.5 });
  });

  it.each([
    ["a wrong value", GOOD.replace("count: 4", "count: many"), "parts[0].count", [7, 5]],
    ["a field that is misspelled", GOOD.replace("title:", "titel:"), "titel", [3, 1]],
    ["a part that is no part", GOOD.replace("- label: screw\n    count: 4", "- screw"), "parts[0]", [6, 5]],
    [
      "something that is not there, by what is around it",
      GOOD.replace("    count: 4\n", "").replace("label: screw", "count: 4"),
      "parts[0].label",
      [6, 5],
    ],
    ["a version that is published", GOOD.replace("version: 2", "version: 1"), "version", [2, 1]],
    [
      "a recognizer that this platform does not have",
      GOOD.replace("embedded", "rekognition-labels"),
      "recognizer.kind",
      [4, 15],
    ],
    [
      "a channel that is not there",
      `${GOOD}notify:\n  channels:\n    - name: chat\n`,
      "notify.channels[0].name",
      [10, 7],
    ],
    ["text that is no YAML", GOOD.replace("parts:", "parts: ["), "(the whole)", [6, 3]],
  ])("says where %s stands", async (_what, text, path, [line, column]) => {
    const { faults } = await check(text);

    expect(faults).toContainEqual(expect.objectContaining({ path, line, column }));
  });

  it("takes JSON, and says where in it", async () => {
    const json = JSON.stringify({ ...fourScrews, version: 2, parts: [{ label: 7 }] }, null, 1);

    const { faults } = await check(json);

    const [fault] = faults;
    expect(fault).toMatchObject({ path: "parts[0].label", received: "7" });
    expect(json.split("\n")[(fault?.line ?? 0) - 1]).toMatch(/"label": 7/);
  });

  it.each([
    ["nothing", ""],
    ["YAML nested very deep", "[".repeat(5000)],
    ["YAML that stands for a billion words", billionWords()],
  ])("finds a fault in %s", async (_what, text) => {
    expect((await check(text)).faults).toHaveLength(1);
  });
});

function billionWords(): string {
  const more = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`);
  return `a0: &a0 [x]\n${more.join("\n")}`;
}

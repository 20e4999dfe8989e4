import { expect, test } from "vitest";
import { COCO_LABELS } from "../../recognition/coco-labels.ts";
import { labelEntry } from "./label-taxonomy.ts";

test("Every label of the general detector has a name, a category and parents in order", () => {
  const entries = [...COCO_LABELS.values()].map(labelEntry);

  expect(entries).toHaveLength(80);
  for (const { name, category, parents, aliases } of entries) {
    expect(name).toMatch(/^[A-Z][A-Za-z]*( [A-Z][a-z]+)*$/);
    expect(category).not.toBe("Everyday Objects");
    expect(parents).toEqual([...parents].sort());
    expect(aliases).not.toContain(name);
  }
  expect(new Set(entries.map(({ name }) => name)).size).toBe(80);
});

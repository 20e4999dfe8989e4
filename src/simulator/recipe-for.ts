import { parseRecipe, type Recipe } from "../domain/recipe.ts";
import type { WidgetDesign } from "./widget.ts";

/**
 * The recipe of a simulated widget: every label by count, anywhere, because widgets lie askew. The model is named
 * after the design and the serial stands in the file name.
 */
export function recipeFor(design: WidgetDesign): Recipe {
  const counts = new Map<string, number>();
  for (const { label } of design.parts) counts.set(label, (counts.get(label) ?? 0) + 1);
  return parseRecipe(
    {
      id: design.id,
      version: 1,
      title: design.title,
      recognizer: { kind: "embedded", model: design.id },
      parts: [...counts].map(([label, count]) => ({ label, count })),
      notify: { to: ["quality@example.com"], when: "fail-and-review" },
      fileName: "{serial}.jpg",
    },
    `the recipe of ${design.id}`,
  );
}

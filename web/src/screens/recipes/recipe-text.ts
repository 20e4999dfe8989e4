import { stringify } from "yaml";
import type { PublishedRecipe } from "./recipe-requests.ts";

/** As people read them; what is not named here comes after, in the order it has. */
const ORDER = [
  "id",
  "version",
  "title",
  "recognizer",
  "parts",
  "forbidden",
  "minConfidence",
  "reviewBand",
  "notify",
];
const PART_ORDER = ["label", "name", "count", "minConfidence", "place", "text"];

/** A recipe as YAML, the same for the same recipe: archives sort its keys by letter, people do not. */
export function recipeText(recipe: PublishedRecipe["recipe"]): string {
  const parts = recipe.parts.map((part) => inOrder(part, PART_ORDER));
  return stringify(inOrder({ ...recipe, parts }, ORDER), { lineWidth: 0 });
}

function inOrder(value: object, order: readonly string[]): Record<string, unknown> {
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => place(one) - place(other)));
}

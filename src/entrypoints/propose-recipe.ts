import { Document, isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import { PartproofError } from "../domain/errors.ts";
import { parseRecipe, type Recipe } from "../domain/recipe.ts";
import { ANOMALY_LABEL } from "../recognition/anomaly/judge-anomaly.ts";
import { describeEscapes, describeRate } from "../recognition/describe-rate.ts";
import type { TaughtCard } from "../recognition/lesson-card.ts";
import { USUAL } from "../recognition/recipe-thresholds.ts";

/**
 * A recipe for what a complete widget has by the taught photos, with the thresholds that the model proposes.
 * @returns the recipe, and the same as YAML with what each figure rests on
 * @throws PartproofError `invalid-input` for a model that was not taught from boxes, or whose labels no recipe can name
 */
export function proposeRecipe(
  { mode, card }: TaughtCard,
  model: { name: string; version: string },
  recipeVersion: number,
): { recipe: Recipe; yaml: string } {
  const { typical, proposal } = card;
  if (mode === "normal") return proposeForNormal(model, recipeVersion);
  if (!typical) {
    const message = `The model ${model.name} was not taught from boxes, so it knows of no counts. Write a recipe by hand, see docs/recipe.md.`;
    throw new PartproofError("invalid-input", message);
  }
  const asked = typical.filter(({ complete }) => complete > 0);
  const left = typical.filter(({ complete }) => complete === 0);
  const proposed = new Map(proposal?.parts.map((part) => [part.label, part]));
  const content = {
    id: model.name,
    version: recipeVersion,
    title: model.name,
    recognizer: { kind: "embedded", model: model.name },
    parts: asked.map(({ label, complete }) => ({
      label,
      count: complete,
      minConfidence: proposed.get(label)?.minConfidence ?? USUAL.minConfidence,
    })),
    reviewBand: proposal?.reviewBand ?? USUAL.reviewBand,
  };
  const recipe = parseRecipe(content, `the recipe proposed by ${model.name}`);
  const document = new Document(content);
  document.commentBefore = [
    ` Proposed by model ${model.name} version ${model.version}, taught from ${card.photos ?? 0} photos.`,
    ...(left.length === 0 ? [] : [` Not asked for, as a complete widget shows none: ${names(left)}.`]),
    " Check the counts: they are those of the fullest photos.",
  ].join("\n");
  const parts = document.get("parts");
  for (const [at, { label, shownBy }] of asked.entries()) {
    const part = isSeq(parts) ? parts.items[at] : undefined;
    if (!isMap(part)) continue;
    const rates = proposed.get(label);
    comment(part, "count", `shown by ${shownBy} of ${card.photos ?? 0} taught photos`);
    comment(
      part,
      "minConfidence",
      rates
        ? `escapes ${describeEscapes(rates.escapes)}, false rejects ${describeRate(rates.falseRejects)}`
        : "a recipe's default: nothing could be left out to try the model on",
    );
  }
  return { recipe, yaml: document.toString({ lineWidth: 0 }) };
}

/** What knows how normal widgets look sees one part, and a good widget has none of it. */
function proposeForNormal(
  model: { name: string; version: string },
  recipeVersion: number,
): { recipe: Recipe; yaml: string } {
  const content = {
    id: model.name,
    version: recipeVersion,
    title: model.name,
    recognizer: { kind: "embedded", model: model.name },
    parts: [{ label: ANOMALY_LABEL, count: 0 }],
  };
  const document = new Document(content);
  document.commentBefore = ` Proposed by model ${model.name} version ${model.version}, taught how normal widgets look.`;
  const recipe = parseRecipe(content, `the recipe proposed by ${model.name}`);
  return { recipe, yaml: document.toString({ lineWidth: 0 }) };
}

function comment(part: YAMLMap, key: string, text: string): void {
  const value = part.get(key, true);
  if (isScalar(value)) value.comment = ` ${text}`;
}

function names(parts: readonly { label: string }[]): string {
  return parts.map(({ label }) => label).join(", ");
}

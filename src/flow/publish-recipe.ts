import { canonicalize } from "json-canonicalize";
import { PartproofError } from "../domain/errors.ts";
import type { Recipe } from "../domain/recipe.ts";
import type { PublishedRecipe } from "../ports/recipe-store.ts";
import type { Platform } from "./platform.ts";
import { recordEntry } from "./record-entry.ts";

/**
 * Publish a version of a recipe for good, and seal it, so that an auditor can prove what it said.
 * Publishing the same content again changes nothing.
 * @throws PartproofError `conflict` when the version is published with other content, or is not above the newest;
 *   `invalid-input` when this platform has no such recognizer, cannot read texts that the recipe asks for, or has no such
 *   channel
 */
export async function publishRecipe(
  platform: Platform,
  recipe: Recipe,
  by: { publishedBy: string; reason?: string },
): Promise<PublishedRecipe> {
  const same = await checkPublishable(platform, recipe);
  if (same) return same;

  // Sealed before it counts: nothing is ever judged by a recipe that the evidence does not hold.
  const publishedAt = platform.now().toISOString();
  await recordEntry(platform, await platform.vault.seal({ kind: "recipe", recipe, ...by }, publishedAt));
  return { recipe, publishedAt, ...by };
}

/**
 * Whether this platform would publish a recipe that fits the schema.
 * @returns the same content, if it is published already
 * @throws PartproofError as {@link publishRecipe} does, with a fault that says where in the recipe
 */
export async function checkPublishable(
  platform: Platform,
  recipe: Recipe,
): Promise<PublishedRecipe | undefined> {
  if (!platform.recognizers[recipe.recognizer.kind]) throw noRecognizer(platform, recipe);
  const asksForText = recipe.parts.findIndex(({ text }) => text);
  if (!platform.textReader && asksForText >= 0) throw noTextReader(recipe, asksForText);
  refuseUnknownChannels(platform, recipe);
  const [newest, same] = [
    await platform.recipes.get(recipe.id),
    await platform.recipes.get(recipe.id, recipe.version),
  ];
  if (same && canonicalize(same.recipe) === canonicalize(recipe)) return same;
  if (newest && recipe.version <= newest.recipe.version) throw notHigher(recipe, newest.recipe.version);
  return undefined;
}

function noRecognizer(platform: Platform, recipe: Recipe): PartproofError {
  const available = Object.keys(platform.recognizers).join(", ");
  const message = `Recipe ${recipe.id} asks for the recognizer "${recipe.recognizer.kind}", which this platform does not have. It has: ${available}.`;
  const fault = { path: "recognizer.kind", expected: available, received: recipe.recognizer.kind };
  return new PartproofError("invalid-input", message, { faults: [fault] });
}

function noTextReader(recipe: Recipe, part: number): PartproofError {
  const message = `Recipe ${recipe.id} wants text read on a part, and this platform has no text reader. Leave out \`text\`.`;
  const fault = {
    path: `parts[${part}].text`,
    expected: "nothing: there is no text reader",
    received: "a rule",
  };
  return new PartproofError("invalid-input", message, { faults: [fault] });
}

/** Else messages would wait for a channel that nobody ever configures, and nobody would know. */
function refuseUnknownChannels({ settings }: Platform, recipe: Recipe): void {
  const known = settings.channels ?? [];
  const named = [
    ...(recipe.notify.channels ?? []).map(({ name }, at) => ({ name, path: `notify.channels[${at}].name` })),
    ...(recipe.notify.rules ?? []).flatMap(({ channels = [] }, rule) =>
      channels.map((name, at) => ({ name, path: `notify.rules[${rule}].channels[${at}]` })),
    ),
  ];
  const unknown = named.filter(({ name }) => !known.includes(name));
  if (unknown.length === 0) return;
  const names = unknown.map(({ name }) => name).join(", ");
  const has = known.length > 0 ? known.join(", ") : "none beside mail";
  const message =
    `Recipe ${recipe.id} tells ${names}, which is no channel of this platform. ` +
    `It has: ${has}. Configure it first, or leave it out.`;
  const faults = unknown.map(({ name, path }) => ({
    path,
    expected: `a channel of this platform: ${has}`,
    received: name,
  }));
  throw new PartproofError("invalid-input", message, { faults });
}

function notHigher(recipe: Recipe, newest: number): PartproofError {
  const message =
    `Recipe ${recipe.id} version ${recipe.version} cannot be published: version ${newest} is, and a published ` +
    `version never changes. Give the new content version ${newest + 1}.`;
  const fault = { path: "version", expected: `at least ${newest + 1}`, received: String(recipe.version) };
  return new PartproofError("conflict", message, { faults: [fault] });
}

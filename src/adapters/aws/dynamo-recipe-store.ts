import { canonicalize } from "json-canonicalize";
import { PartproofError } from "../../domain/errors.ts";
import type { Recipe } from "../../domain/recipe.ts";
import type { PublishedRecipe, RecipeStore } from "../../ports/recipe-store.ts";
import { pack, textOf, unpack } from "./dynamo-codec.ts";
import { type DynamoTable, type Item, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";

export function createDynamoRecipeStore(options: DynamoTable): RecipeStore {
  const items = openItems(options);

  async function newest(id: string): Promise<PublishedRecipe | undefined> {
    const versions = items.query({ ...versionsOf(id), descending: true, pageSize: 1 });
    for await (const item of versions) return read(item);
    return undefined;
  }

  return {
    async publish({ recipe, publishedAt, publishedBy, reason }) {
      const { id, version } = recipe;
      const key = keyOf.recipe(id, version);
      // The name first: a name without a version is passed over, a version without a name would be in no list.
      await items.putNew(keyOf.recipeName(id));
      const why: Record<string, string> = reason === undefined ? {} : { reason };
      const item = { ...key, publishedAt, publishedBy, ...why, body: pack(recipe) };
      if (await items.putNew(item)) return "published";
      const known = await items.get(key);
      if (known && canonicalize(read(known).recipe) === canonicalize(recipe)) return "already-published";
      throw new PartproofError(
        "conflict",
        `Recipe ${id} version ${version} is published with other content and never changes. Publish it as version ${version + 1}.`,
      );
    },

    async get(id, version) {
      if (version === undefined) return newest(id);
      const item = await items.get(keyOf.recipe(id, version));
      return item && read(item);
    },

    async list() {
      const found: PublishedRecipe[] = [];
      for await (const name of items.query({ where: "#pk = :pk", values: { pk: keyOf.recipeName("").pk } })) {
        const recipe = await newest(textOf(name, "sk"));
        if (recipe) found.push(recipe);
      }
      return found;
    },

    async versions(id) {
      const found: PublishedRecipe[] = [];
      for await (const item of items.query(versionsOf(id))) found.push(read(item));
      return found;
    },
  };
}

function versionsOf(id: string) {
  return { where: "#pk = :pk", values: { pk: keyOf.recipe(id, 0).pk } };
}

function read(item: Item): PublishedRecipe {
  return {
    recipe: unpack<Recipe>(item, "body"),
    publishedAt: textOf(item, "publishedAt"),
    publishedBy: textOf(item, "publishedBy"),
    ...(item["reason"] === undefined ? {} : { reason: textOf(item, "reason") }),
  };
}

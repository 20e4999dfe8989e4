import { canonicalize } from "json-canonicalize";
import { PartproofError } from "../../domain/errors.ts";
import type { Recipe } from "../../domain/recipe.ts";
import type { PublishedRecipe, RecipeStore } from "../../ports/recipe-store.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

type Row = { recipe: string; published_at: string; published_by: string; reason: string | null };

export function createSqliteRecipeStore(db: SqliteDatabase): RecipeStore {
  return {
    async publish({ recipe, publishedAt, publishedBy, reason }) {
      const { id, version } = recipe;
      // Canonical, so that the same content is the same text.
      const content = canonicalize(recipe);
      return db.transaction(() => {
        const known = db.get<Row>(`${SELECT} WHERE id = ? AND version = ?`, id, version);
        if (known?.recipe === content) return "already-published";
        if (known !== undefined) {
          throw new PartproofError(
            "conflict",
            `Recipe ${id} version ${version} is published with other content and never changes. Publish it as version ${version + 1}.`,
          );
        }
        db.run(
          "INSERT INTO recipes (id, version, published_at, published_by, recipe, reason) VALUES (?, ?, ?, ?, ?, ?)",
          id,
          version,
          publishedAt,
          publishedBy,
          content,
          reason ?? null,
        );
        return "published";
      });
    },

    async get(id, version) {
      const row =
        version === undefined
          ? db.get<Row>(`${SELECT} WHERE id = ? ORDER BY version DESC LIMIT 1`, id)
          : db.get<Row>(`${SELECT} WHERE id = ? AND version = ?`, id, version);
      return row && read(row);
    },

    async list() {
      const newest = "version = (SELECT max(version) FROM recipes newer WHERE newer.id = recipes.id)";
      return db.all<Row>(`${SELECT} WHERE ${newest} ORDER BY id`).map(read);
    },

    async versions(id) {
      return db.all<Row>(`${SELECT} WHERE id = ? ORDER BY version`, id).map(read);
    },
  };
}

const SELECT = "SELECT recipe, published_at, published_by, reason FROM recipes";

function read({ recipe: text, published_at, published_by, reason }: Row): PublishedRecipe {
  const recipe: Recipe = JSON.parse(text);
  return {
    recipe,
    publishedAt: published_at,
    publishedBy: published_by,
    ...(reason === null ? {} : { reason }),
  };
}

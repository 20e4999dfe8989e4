import { describe, expect, test } from "vitest";
import type { RecipeStore } from "../../src/ports/recipe-store.ts";
import { NOW, sampleRecipe, secondsLater } from "./samples.ts";

const publishedAt = NOW.toISOString();
const publishedBy = "quality";

export function describeRecipeStoreContract(name: string, makeStore: () => Promise<RecipeStore>): void {
  describe(`the recipe store ${name}`, () => {
    test("gives back what was published, by version or the highest one", async () => {
      const store = await makeStore();
      for (const version of [1, 10, 9]) {
        await store.publish({ recipe: sampleRecipe(version), publishedAt, publishedBy });
      }

      const ninth = await store.get("widget", 9);
      const highest = await store.get("widget");

      expect(ninth).toEqual({ recipe: sampleRecipe(9), publishedAt, publishedBy });
      expect(highest?.recipe.version).toBe(10);
    });

    test("keeps why a version was published", async () => {
      const store = await makeStore();
      const published = { recipe: sampleRecipe(2), publishedAt, publishedBy, reason: "Ö: new screws" };

      await store.publish(published);

      expect(await store.get("widget", 2)).toEqual(published);
      expect(await store.versions("widget")).toEqual([published]);
    });

    test("changes nothing when the same content is published again", async () => {
      const store = await makeStore();
      await store.publish({ recipe: sampleRecipe(1), publishedAt, publishedBy });

      const again = await store.publish({
        recipe: sampleRecipe(1),
        publishedAt: secondsLater(60).toISOString(),
        publishedBy: "somebody else",
      });

      expect(again).toBe("already-published");
      expect(await store.get("widget", 1)).toEqual({ recipe: sampleRecipe(1), publishedAt, publishedBy });
    });

    test("refuses other content under a version that is published", async () => {
      const store = await makeStore();
      await store.publish({ recipe: sampleRecipe(1), publishedAt, publishedBy });

      const changed = store.publish({ recipe: sampleRecipe(1, "Changed"), publishedAt, publishedBy });

      await expect(changed).rejects.toMatchObject({ code: "conflict", retryable: false });
      expect((await store.get("widget", 1))?.recipe.title).toBe("Widget");
    });

    test("lists the highest version of each recipe, by id, and all versions of one", async () => {
      const store = await makeStore();
      await store.publish({ recipe: sampleRecipe(1, "Other", "zebra"), publishedAt, publishedBy });
      await store.publish({ recipe: sampleRecipe(2), publishedAt, publishedBy });
      await store.publish({ recipe: sampleRecipe(1), publishedAt, publishedBy });

      const list = await store.list();
      const versions = await store.versions("widget");

      expect(list.map(({ recipe }) => [recipe.id, recipe.version])).toEqual([
        ["widget", 2],
        ["zebra", 1],
      ]);
      expect(versions.map(({ recipe }) => recipe.version)).toEqual([1, 2]);
    });

    test("knows nothing of a recipe that was never published", async () => {
      const store = await makeStore();

      expect(await store.get("unknown")).toBeUndefined();
      expect(await store.get("unknown", 1)).toBeUndefined();
      expect(await store.versions("unknown")).toEqual([]);
    });
  });
}

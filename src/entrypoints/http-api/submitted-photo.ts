import { PartproofError } from "../../domain/errors.ts";
import { sourceSchema } from "../../domain/inspection.ts";
import type { Platform } from "../../flow/platform.ts";

const MAX_NAMED_RECIPES = 20;

/** Stricter than the domain, which must keep what a folder holds: a caller can still be told to send a better name. */
export const fileNameSchema = sourceSchema.shape.fileName
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, "a file name, and no control characters in it")
  .refine((name) => !name.split(/[\\/]/).includes(".."), { message: "a file name without a .. folder" });

/** The flow would keep the photo and reject it; somebody who is still on the line is better told at once. */
export async function mustBePublished(platform: Platform, recipeId: string): Promise<void> {
  if (await platform.recipes.get(recipeId)) return;
  const ids = (await platform.recipes.list()).map(({ recipe }) => recipe.id);
  const named = ids.slice(0, MAX_NAMED_RECIPES).join(", ") + (ids.length > MAX_NAMED_RECIPES ? ", …" : "");
  const published = ids.length === 0 ? "No recipe is published yet." : `Published: ${named}.`;
  throw new PartproofError("not-found", `No recipe "${recipeId}" is published. ${published}`);
}

import { PartproofError } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/recipe.ts";

/** Before a long lesson starts. @throws PartproofError `invalid-input` */
export function checkModelName(name: string): void {
  if (nameSchema.safeParse(name).success) return;
  const message = `"${name}" cannot be a model's name: use 1 to 64 letters, digits, dots, dashes or underscores.`;
  throw new PartproofError("invalid-input", message);
}

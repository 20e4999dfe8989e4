import type { HonoRequest } from "hono";
import { stringify } from "yaml";
import { PartproofError } from "../../domain/errors.ts";
import { parseRecipe, type Recipe } from "../../domain/recipe.ts";
import { readYaml } from "../read-yaml.ts";
import { MediaTypeError } from "./media-type-error.ts";
import { refuseTooDeep } from "./refuse-faults.ts";

const EXPECTED = "application/json or application/yaml";

const RECIPE = {
  id: "block",
  version: 2,
  title: "Block with four screws",
  recognizer: { kind: "embedded", model: "screws" },
  parts: [{ label: "screw", count: 4 }],
};

/** A recipe as the body of a request. Only named here: the handler checks both ways of writing one with the same code. */
export const recipeBody = {
  required: true,
  content: {
    "application/json": { schema: { $ref: "#/components/schemas/Recipe" }, example: RECIPE },
    "application/yaml": { schema: { type: "string" as const }, example: stringify(RECIPE) },
  },
};

/** What may become a recipe, faults and all: nothing of it is refused. */
export const recipeDraftBody = {
  required: true,
  content: {
    "application/json": { schema: {}, example: RECIPE },
    "application/yaml": { schema: {}, example: stringify(RECIPE) },
  },
};

/** @throws PartproofError `invalid-input` with all faults; MediaTypeError */
export async function readRecipe(request: HonoRequest): Promise<Recipe> {
  const input = parseBody(await request.text(), request.header("content-type"));
  refuseTooDeep(input);
  return parseRecipe(input, "The body");
}

/**
 * The text of a recipe that may be full of faults. JSON is read as YAML, which it is.
 * @throws MediaTypeError
 */
export async function readRecipeText(request: HonoRequest): Promise<string> {
  const mediaType = mediaTypeOf(request.header("content-type"));
  if (mediaType === "application/json" || mediaType === "application/yaml") return request.text();
  throw new MediaTypeError(EXPECTED, mediaType);
}

function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(";")[0]?.trim().toLowerCase();
}

function parseBody(text: string, contentType: string | undefined): unknown {
  const mediaType = mediaTypeOf(contentType);
  try {
    if (mediaType === "application/json") return JSON.parse(text);
    if (mediaType === "application/yaml") return readYaml(text);
  } catch (cause) {
    if (cause instanceof PartproofError) throw cause;
    const [reason] = String(cause instanceof Error ? cause.message : cause).split("\n");
    throw new PartproofError("invalid-input", `The body is not valid ${mediaType}: ${reason}`, { cause });
  }
  throw new MediaTypeError(EXPECTED, mediaType);
}

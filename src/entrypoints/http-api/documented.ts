import { z } from "@hono/zod-openapi";
import { inspectionSchema } from "../../domain/inspection.ts";
import { recipeSchema } from "../../domain/recipe.ts";
import { problemSchema } from "./problem.ts";

/** Schemas of the domain under the names that the OpenAPI document gives them. */
export const inspectionAnswer = inspectionSchema.meta({ id: "Inspection" });
export const recipeAnswer = recipeSchema.meta({ id: "Recipe" });
export const publishedRecipeAnswer = z
  .object({
    recipe: recipeAnswer,
    publishedAt: z.iso.datetime(),
    publishedBy: z.string(),
    reason: z.string().optional().describe("Why it was published, where somebody said."),
  })
  .meta({ id: "PublishedRecipe" });

export const pendingAnswer = z
  .object({ inspectionId: z.string(), status: z.literal("pending") })
  .meta({ id: "Pending" });

export const idParam = z.object({ id: z.string().meta({ example: "01K3ZJ5S3B8Q4T7N9V2X6Y0W1R" }) });
/** Serial or lot, as somebody looks for it. */
export const traceQuery = z.string().min(1).max(200);

/** Stores compare times as text, so every way of writing one becomes the same. */
export const timeQuery = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: "a date and time in ISO 8601" })
  .transform((text) => new Date(text).toISOString());
export const bytesSchema = z.string().meta({ contentMediaType: "application/octet-stream" });

/** An end of the chain. */
export const headSchema = z.strictObject({
  sequence: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits"),
});

export function json<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { "application/json": { schema } } };
}

const PROBLEMS = {
  400: "The request is not valid; `faults` names each mistake.",
  401: "What was shown opens nothing.",
  403: "The request comes from a page of another origin.",
  404: "There is no such thing.",
  409: "This contradicts what is there.",
  413: "The body is too large.",
  415: "The body has another media type than expected.",
  422: "The file is not a usable photo.",
  429: "Too many failed attempts; `Retry-After` says when to come again.",
  503: "Too much is waiting, or a part is not available; `Retry-After` says when to come again.",
  507: "The storage is full.",
} as const;

/** The problems that a route may answer with. What guards every route (401, 403, 500) is added for all. */
export function problems<S extends keyof typeof PROBLEMS>(...statuses: S[]): Record<S, ProblemAnswer> {
  const entries = statuses.map((status) => [status, problemAnswer(PROBLEMS[status])]);
  return Object.fromEntries(entries) as Record<S, ProblemAnswer>;
}

type ProblemAnswer = {
  description: string;
  content: { "application/problem+json": { schema: typeof problemSchema } };
};

function problemAnswer(description: string): ProblemAnswer {
  return { description, content: { "application/problem+json": { schema: problemSchema } } };
}

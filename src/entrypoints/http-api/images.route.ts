import { createRoute, z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { compactVerdictSchema } from "../../domain/compact-verdict.ts";
import { inspectionSchema, sourceSchema } from "../../domain/inspection.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { answerLine, lineWaitMs } from "../../flow/answer-line.ts";
import { awaitInspection } from "../../flow/await-inspection.ts";
import type { Platform } from "../../flow/platform.ts";
import { receiveImage, refuseWhenFull } from "../../flow/receive-image.ts";
import { extensionFor } from "../../imaging/extension-for.ts";
import { decodeBase64 } from "./decode-base64.ts";
import { json, problems } from "./documented.ts";
import type { Api, ApiEnv, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";
import { fileNameSchema, mustBePublished } from "./submitted-photo.ts";

const submissionSchema = sourceSchema
  .extend({
    recipe: nameSchema,
    fileName: fileNameSchema.describe("As the camera calls the photo; never used as a path."),
    data: z
      .string()
      .describe("The photo (JPEG, PNG, WebP or TIFF) as base64.")
      .meta({ contentEncoding: "base64" }),
  })
  .meta({ id: "Submission" });

const example = {
  recipe: "block",
  fileName: "SN-1001.jpg",
  line: "line-1",
  serial: "SN-1001",
  data: "/9j/4AAQSkZJRgABAQAAAQABAAA=",
};

const handedIn = { inspectionId: z.string(), duplicate: z.boolean().describe("It was handed in before.") };
const receivedAnswer = z
  .object({ ...handedIn, status: z.enum(["pending", "done"]) })
  .meta({ id: "Received" });
const doneAnswer = inspectionSchema
  .extend({ ...handedIn, status: z.literal("done") })
  .meta({ id: "ReceivedAndInspected" });
const compactAnswer = compactVerdictSchema.meta({ id: "CompactVerdict" });
const headers = z.object({
  Location: z.string().describe("Path of the inspection."),
  "Retry-After": z.string().optional().describe("Seconds."),
});

const route = createRoute({
  method: "post",
  path: "/v1/images",
  operationId: "handInImage",
  tags: ["Images"],
  summary: "Hand in a photo",
  description:
    "The photo is kept once this answers. With `wait` the answer is the whole inspection as soon as there is a verdict. When that takes longer, hand the same photo in again: the same photo under the same recipe, line and file name is inspected once, and the repeated call waits for that inspection. With `answer=compact` a PLC always gets a small verdict, within `wait` and what the recipe allows (`answerWithinMs`), whichever is less: `review` with the reason `no-verdict-in-time` when the time is over.",
  request: {
    query: z.strictObject({
      wait: queryNumber(z.number().min(0).max(30))
        .optional()
        .describe("Seconds to wait for the verdict; default 0."),
      answer: z
        .enum(["full", "compact"])
        .default("full")
        .describe(
          "`compact`: a small verdict for a PLC, always 200; needs `wait` or a recipe with `answerWithinMs`.",
        ),
    }),
    body: { required: true, content: { "application/json": { schema: submissionSchema, example } } },
  },
  responses: {
    200: {
      ...json(
        "The whole inspection, a photo that was handed in before, or the compact verdict.",
        z.union([doneAnswer, receivedAnswer, compactAnswer]),
      ),
      headers,
    },
    202: { ...json("Received; there is no verdict yet.", receivedAnswer), headers },
    ...problems(400, 404, 413, 415, 503, 507),
  },
});

/** Say no before the body is read: that is when refusing still saves memory. */
export function refuseWhenOverloaded(platform: Platform): MiddlewareHandler<ApiEnv> {
  return async (_c, next) => {
    await refuseWhenFull(platform);
    return next();
  };
}

export function addImageRoutes(api: Api, { platform, maxWaitSeconds = 30 }: HttpApiDeps): void {
  api.openapi(route, async (c) => {
    const { recipe: recipeId, data, ...source } = c.req.valid("json");
    const asked = performance.now();
    await mustBePublished(platform, recipeId);
    const { wait, answer } = c.req.valid("query");
    const waitMs = Math.min(wait ?? 0, maxWaitSeconds) * 1000;
    const withinMs =
      answer === "compact"
        ? await lineWaitMs(platform, recipeId, {
            askedMs: wait && wait * 1000,
            longestMs: maxWaitSeconds * 1000,
          })
        : 0;
    const photo = decodeBase64(data, "data");
    const { receipt, duplicate } = await receiveImage(platform, {
      recipeId,
      sourceKey: `http:${source.line ?? ""}/${source.fileName}`,
      source,
      client: c.get("principal").name,
      photo,
      extension: extensionFor(photo),
    });

    const { inspectionId } = receipt;
    c.header("Location", `/v1/inspections/${inspectionId}`);
    if (answer === "compact") {
      return c.json(await answerLine(platform, receipt, withinMs - (performance.now() - asked)), 200);
    }
    // Without waiting there can be a verdict only for a photo that was here before.
    const inspection =
      waitMs > 0 || duplicate ? await awaitInspection(platform, inspectionId, waitMs) : undefined;
    if (inspection && waitMs > 0)
      return c.json({ ...inspection, inspectionId, duplicate, status: "done" as const }, 200);
    if (inspection) return c.json({ inspectionId, duplicate, status: "done" as const }, 200);
    c.header("Retry-After", "1");
    return c.json(
      { inspectionId, duplicate, status: "pending" as const },
      duplicate && waitMs === 0 ? 200 : 202,
    );
  });
}

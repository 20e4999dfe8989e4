import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import type { Inspection } from "../../domain/inspection.ts";
import type { Platform } from "../../flow/platform.ts";
import { noInspection } from "../../flow/review-inspection.ts";
import { thumbnail } from "../../imaging/thumbnail.ts";
import { bytesSchema, idParam, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { etagHeader, photoAnswers, photoResponse } from "./photo-response.ts";
import { queryNumber } from "./query-number.ts";

const request = {
  params: idParam,
  query: z.strictObject({
    width: queryNumber(z.int().min(64).max(1024))
      .optional()
      .describe("Small, as WebP, this many pixels wide."),
  }),
};
const responses = { ...photoAnswers, ...problems(400, 404, 422) };

const originalRoute = createRoute({
  method: "get",
  path: "/v1/inspections/{id}/original",
  operationId: "getOriginalPhoto",
  tags: ["Inspections"],
  summary: "The photo as it was handed in",
  request,
  responses,
});

const analyzedRoute = createRoute({
  method: "get",
  path: "/v1/inspections/{id}/analyzed",
  operationId: "getAnalyzedPhoto",
  tags: ["Inspections"],
  summary: "The marked-up photo",
  request,
  responses,
});

const THUMBNAIL_WIDTHS = ["160", "320", "640", "1280"] as const;

const thumbnailRoute = createRoute({
  method: "get",
  path: "/v1/inspections/{id}/thumbnail",
  operationId: "getThumbnail",
  tags: ["Inspections"],
  summary: "A small photo, for a list or a screen",
  description: "WebP of few widths, so that browsers keep it: it never changes.",
  request: {
    params: idParam,
    query: z.strictObject({
      width: z.enum(THUMBNAIL_WIDTHS).default("320").describe("Pixels; a smaller photo stays as it is."),
      which: z
        .enum(["original", "analyzed"])
        .default("analyzed")
        .describe("The marked-up photo comes as the original where there is none."),
    }),
  },
  responses: {
    200: {
      description: "The small photo.",
      content: { "image/webp": { schema: bytesSchema } },
      headers: etagHeader,
    },
    304: { description: "The photo is the one of `If-None-Match`." },
    ...problems(400, 404, 422),
  },
});

export function addPhotoRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(thumbnailRoute, async (c) => {
    const inspection = await mustFind(platform, c.req.valid("param").id);
    const query = c.req.valid("query");
    const width = Number(query.width);
    const { analyzedKey, originalKey, recordSha256 } = inspection.evidence;
    const markedUp = query.which === "analyzed" ? analyzedKey : undefined;
    const name = markedUp === undefined ? "original" : "analyzed";
    return orSayWhyMissing(platform, inspection, () =>
      photoResponse(c.req.raw, {
        ...namesOf(inspection),
        suffix: markedUp === undefined ? "" : "-analyzed",
        width,
        // The record names both photos by their hash, so nothing has to be read to know that a browser has it.
        sha256: `${recordSha256}-${name}`,
        content: async () => thumbnail(await platform.images.get(markedUp ?? originalKey), width),
      }),
    );
  });

  api.openapi(originalRoute, async (c) => {
    const inspection = await mustFind(platform, c.req.valid("param").id);
    const { width } = c.req.valid("query");
    const { originalKey } = inspection.evidence;
    const sha256 = inspection.imageSha256;
    return orSayWhyMissing(platform, inspection, async () => {
      // Streamed: a folder may have taken in a file that is far larger than memory likes.
      const content =
        width === undefined
          ? platform.images.stream(originalKey)
          : await thumbnail(await platform.images.get(originalKey), width);
      return photoResponse(c.req.raw, { ...namesOf(inspection), suffix: "", width, sha256, content });
    });
  });

  api.openapi(analyzedRoute, async (c) => {
    const inspection = await mustFind(platform, c.req.valid("param").id);
    const { width } = c.req.valid("query");
    const { analyzedKey } = inspection.evidence;
    if (analyzedKey === undefined) throw noAnalyzedPhoto(inspection);
    return orSayWhyMissing(platform, inspection, async () => {
      const bytes = await platform.images.get(analyzedKey);
      const sha256 = await sha256Hex(bytes);
      const content = width === undefined ? bytes : await thumbnail(bytes, width);
      return photoResponse(c.req.raw, {
        ...namesOf(inspection),
        suffix: "-analyzed",
        width,
        sha256,
        content,
      });
    });
  });
}

function namesOf({ id, source }: Inspection) {
  return { fileName: source.fileName, fallbackName: id };
}

async function mustFind(platform: Platform, id: string): Promise<Inspection> {
  const inspection = await platform.records.get(id);
  if (!inspection) throw noInspection(id);
  return inspection;
}

/** A photo may be gone once its retention has ended; before that, somebody took it. */
async function orSayWhyMissing(
  { now }: Platform,
  { id, evidence }: Inspection,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof PartproofError && error.code === "not-found")) throw error;
    if (new Date(evidence.retainUntil) < now()) {
      const message = `The photo of inspection ${id} is no longer kept: its retention ended on ${evidence.retainUntil}.`;
      throw new PartproofError("not-found", message, { cause: error });
    }
    const message = `The photo of inspection ${id} is missing, though it is to be kept until ${evidence.retainUntil}. Verify the evidence.`;
    throw new PartproofError("damaged", message, { cause: error });
  }
}

function noAnalyzedPhoto({ id, verdict, reasons }: Inspection): PartproofError {
  const message = `Inspection ${id} has no analyzed photo; its verdict is ${verdict}: ${reasons.join(" ")}`;
  return new PartproofError("not-found", `${message} See GET /v1/inspections/${id}/original.`);
}

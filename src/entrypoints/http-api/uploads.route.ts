import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { sourceSchema } from "../../domain/inspection.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { fileNameSchema, mustBePublished } from "./submitted-photo.ts";

const CONTENT_TYPES = ["image/jpeg", "image/png", "image/webp", "image/tiff"] as const;

const requestSchema = sourceSchema
  .extend({
    recipe: nameSchema,
    line: nameSchema,
    fileName: fileNameSchema.min(1).describe("The end of the key that the photo gets."),
    contentType: z.enum(CONTENT_TYPES),
    bytes: z.int().min(1).describe("Size of the photo. The upload is refused when it has another one."),
  })
  .meta({ id: "UploadRequest" });

const example = {
  recipe: "block",
  fileName: "SN-1001.jpg",
  line: "line-1",
  contentType: "image/jpeg" as const,
  bytes: 8_123_456,
};

const grantAnswer = z
  .object({
    url: z.string().describe("Where to POST the form."),
    fields: z.record(z.string(), z.string()).describe("Fields of the form, to be sent before the photo."),
    key: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "UploadGrant" });

const route = createRoute({
  method: "post",
  path: "/v1/uploads",
  operationId: "grantUpload",
  tags: ["Images"],
  summary: "Ask where to put a large photo",
  description:
    "For photos above the limit of `POST /v1/images`. Send the fields and then the photo, as `file`, to the address in the answer as `multipart/form-data`. The photo is inspected as soon as it is there; look for it with `GET /v1/inspections?serial=` or `?line=`. Where this platform keeps photos itself, it answers 404: there `POST /v1/images` takes them all.",
  request: {
    body: { required: true, content: { "application/json": { schema: requestSchema, example } } },
  },
  responses: {
    201: json("Leave to put this one photo there, for a short time.", grantAnswer),
    ...problems(400, 404, 413, 415, 503),
  },
});

export function addUploadRoutes(api: Api, { platform, uploads }: HttpApiDeps): void {
  api.openapi(route, async (c) => {
    if (!uploads) {
      const message = "This platform has no separate uploads. Hand the photo in with POST /v1/images.";
      throw new PartproofError("not-found", message);
    }
    const request = c.req.valid("json");
    const { maxBytes } = platform.settings.photoLimits;
    if (request.bytes > maxBytes) {
      const message = `A photo may have at most ${maxBytes} bytes; this one has ${request.bytes}. Lower the camera's resolution or quality.`;
      throw new PartproofError("too-large", message);
    }
    await mustBePublished(platform, request.recipe);
    return c.json(await uploads.grant(request, platform.now()), 201);
  });
}

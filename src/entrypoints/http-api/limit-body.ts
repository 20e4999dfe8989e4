import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { PartproofError } from "../../domain/errors.ts";
import type { ApiEnv } from "./http-api-deps.ts";

/** Where whole photos, or the labels of hundreds, come in. */
const PHOTO_PATH = /^\/v1\/(images|lessons\/[^/]+\/(photos|labels))$/;

/** Recipes and decisions: a recipe with 500 parts has about 100 kB. */
const MAX_OTHER_BYTES = 1_000_000;

/**
 * Refuse a body as soon as it has too many bytes, said in its header or counted as it comes in.
 * @param hasUploads whether a larger photo can be handed in with `POST /v1/uploads`
 */
export function limitBody(maxPhotoBodyBytes: number, hasUploads: boolean): MiddlewareHandler<ApiEnv> {
  const photo = bodyLimit({
    maxSize: maxPhotoBodyBytes,
    onError: () => {
      const photoMb = megabytes((maxPhotoBodyBytes / 4) * 3);
      const otherwise = hasUploads
        ? "Upload the photo instead: POST /v1/uploads says where to. Or make it smaller"
        : "Hand in a smaller photo";
      const message = `The body may have at most ${megabytes(maxPhotoBodyBytes)}, which is a photo of ${photoMb} as base64. ${otherwise}: save it as JPEG, or lower the camera's resolution or quality.`;
      throw new PartproofError("too-large", message);
    },
  });
  const other = bodyLimit({
    maxSize: Math.min(MAX_OTHER_BYTES, maxPhotoBodyBytes),
    onError: () => {
      throw new PartproofError("too-large", `The body may have at most ${megabytes(MAX_OTHER_BYTES)} here.`);
    },
  });
  return (c, next) => (PHOTO_PATH.test(c.req.path) ? photo : other)(c, next);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

import { z } from "@hono/zod-openapi";
import { extensionFor, type PhotoExtension } from "../../imaging/extension-for.ts";
import { bytesSchema } from "./documented.ts";
import { streamOf } from "./stream-of.ts";

const CONTENT_TYPES: Record<PhotoExtension, string> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  tif: "image/tiff",
  bin: "application/octet-stream",
};

const photo = { schema: bytesSchema };
export const etagHeader = z.object({ ETag: z.string().describe("The same for the same photo.") });

/** What a route that sends photos answers, for the OpenAPI document. */
export const photoAnswers = {
  200: {
    description: "The photo. What is not an image comes as a download.",
    content: {
      "image/jpeg": photo,
      "image/png": photo,
      "image/webp": photo,
      "image/tiff": photo,
      "application/octet-stream": photo,
    },
    headers: etagHeader,
  },
  304: { description: "The photo is the one of `If-None-Match`." },
};

export type PhotoToSend = {
  /** As the camera called it, and what to call it where nothing of that is harmless. */
  fileName: string;
  fallbackName: string;
  /** Added to its name for a download. */
  suffix: "" | "-analyzed";
  /** Of the thumbnail, when it is one. */
  width: number | undefined;
  /** Of the stored photo, also for its thumbnail; or what else stands for it for good. */
  sha256: string;
  /** A function is asked only when the browser does not have it. */
  content: Content | (() => Promise<Content>);
};

type Content = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * A photo for a browser or a file. What it is, is decided by its first bytes: whatever else a camera handed in,
 * such as a web page that says it is a photo, is only ever downloaded and never shown.
 */
export async function photoResponse(request: Request, photo: PhotoToSend): Promise<Response> {
  const etag = photo.width === undefined ? `"${photo.sha256}"` : `"${photo.sha256}-w${photo.width}"`;
  // A photo never changes; it is private, and a shared cache must not keep it.
  const caching = { ETag: etag, "Cache-Control": "private, max-age=31536000, immutable" };
  if (request.headers.get("if-none-match")?.includes(etag)) {
    return new Response(null, { status: 304, headers: caching });
  }
  const content = typeof photo.content === "function" ? await photo.content() : photo.content;
  const { head, body } = await open(content, request.method === "HEAD");
  const extension = extensionFor(head);
  const disposition = extension === "bin" ? "attachment" : "inline";
  return new Response(body, {
    headers: {
      ...caching,
      "Content-Type": CONTENT_TYPES[extension],
      "Content-Disposition": `${disposition}; filename="${downloadName(photo, extension)}"`,
    },
  });
}

/** Reads the first piece, so that a photo that is not there is an error and not half an answer. */
async function open(content: Content, headOnly: boolean) {
  if (content instanceof Uint8Array) return { head: content, body: content as Uint8Array<ArrayBuffer> };
  const pieces = content[Symbol.asyncIterator]();
  const first = await pieces.next();
  const head = first.done ? new Uint8Array() : first.value;
  if (headOnly) {
    await pieces.return?.();
    return { head, body: null };
  }
  return { head, body: streamOf(pieces, [head]) };
}

/** The camera's own name as far as it is harmless in a header and on any disk. */
function downloadName(
  { fileName, fallbackName, suffix, width }: PhotoToSend,
  extension: PhotoExtension,
): string {
  const delivered = fileName.split(/[\\/]/).at(-1) ?? "";
  const stem = delivered.replace(/\.[^.]*$/, "").replaceAll(/[^A-Za-z0-9_-]+/g, "_");
  const size = width === undefined ? "" : `-${width}`;
  return `${stem.slice(0, 100) || fallbackName}${suffix}${size}.${extension}`;
}

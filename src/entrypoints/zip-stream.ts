import { makeZip } from "client-zip";
import type { BundleFile } from "../flow/bundle-evidence.ts";

type ZippedFile = { name: string; input: Uint8Array | string; lastModified: Date };

/**
 * A zip as it is made, a file at a time: in memory are a few files, and a line a file for the zip's list of contents.
 * Stored, not compressed, because photos would not get smaller, and other versions of zlib compress to other bytes. Zip64
 * where it is needed.
 * @param fill is given what puts a file into the zip; the promise resolves when there is room for the next one
 * @returns `filled` is what `fill` returns; when it fails, so does the stream, and when nobody reads on, it fails
 */
export function zipStream<T>(fill: (put: (file: BundleFile) => Promise<void>) => Promise<T>): {
  zip: ReadableStream<Uint8Array>;
  filled: Promise<T>;
} {
  const files = new TransformStream<ZippedFile, ZippedFile>();
  const writer = files.writable.getWriter();
  // Not the time of the export, so that the same content is the same zip. Dates in a zip have no time zone.
  const lastModified = new Date(2000, 0, 1);
  const filled = fill(({ path: name, content }) => writer.write({ name, input: content, lastModified })).then(
    async (result) => {
      await writer.close();
      return result;
    },
    async (error: unknown) => {
      await writer.abort(error);
      throw error;
    },
  );
  return { zip: makeZip(files.readable), filled };
}

import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Writable } from "node:stream";
import { makeZip } from "client-zip";
import { asStorageError } from "../../adapters/embedded/write-once.ts";
import { PartproofError } from "../../domain/errors.ts";

type ZippedFile = { name: string; input: Uint8Array | string; lastModified: Date };

/**
 * Write a new zip, a file at a time: in memory are a few files, and a line a file for the zip's list of contents. Stored,
 * not compressed, because photos would not get smaller, and other versions of zlib compress to other bytes. Zip64 where
 * it is needed.
 * @param fill is given what puts a file into the zip; the promise resolves when there is room for the next one
 * @throws PartproofError `invalid-input` when there is such a file already, or no such folder; `storage-full`
 */
export async function writeZip<T>(
  path: string,
  fill: (put: (file: { path: string; content: Uint8Array | string }) => Promise<void>) => Promise<T>,
): Promise<T> {
  const file = createWriteStream(path, { flags: "wx" });
  await new Promise<void>((resolve, reject) =>
    file.once("open", () => resolve()).once("error", reject),
  ).catch((cause: unknown) => {
    const message = `${path} cannot be written: expected a new file in a folder that is there.`;
    throw new PartproofError("invalid-input", message, { cause });
  });
  const files = new TransformStream<ZippedFile, ZippedFile>();
  const written = makeZip(files.readable).pipeTo(Writable.toWeb(file));
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
  try {
    // Whichever fails first is the cause; the other one follows it.
    const [result] = await Promise.all([filled, written]);
    return result;
  } catch (error) {
    await Promise.allSettled([filled, written]);
    // Half a zip is no evidence.
    await rm(path, { force: true });
    throw asStorageError(error);
  }
}

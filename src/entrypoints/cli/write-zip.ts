import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Writable } from "node:stream";
import { configure, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { asStorageError } from "../../adapters/embedded/write-once.ts";
import { PartproofError } from "../../domain/errors.ts";

configure({ useWebWorkers: false });

/**
 * Write a new zip, a file at a time: what is in memory is the file that is being written and the list of names. Stored,
 * not compressed, because photos would not get smaller, and other versions of zlib compress to other bytes. Zip64 where
 * it is needed.
 * @param fill is given what puts a file into the zip; the promise resolves when the disk has taken it
 * @throws PartproofError `invalid-input` when there is such a file already, or no such folder
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
  const zip = new ZipWriter(Writable.toWeb(file), {
    level: 0,
    // Not the time of the export, so that the same content is the same zip. Dates in a zip have no time zone.
    lastModDate: new Date(2000, 0, 1),
    extendedTimestamp: false,
    bufferedWrite: false,
  });
  try {
    const result = await fill(async ({ path: name, content }) => {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await zip.add(name, new Uint8ArrayReader(bytes));
    });
    await zip.close();
    return result;
  } catch (error) {
    file.destroy();
    // Half a zip is no evidence.
    await rm(path, { force: true });
    throw asStorageError(error);
  }
}

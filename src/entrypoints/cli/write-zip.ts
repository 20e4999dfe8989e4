import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Writable } from "node:stream";
import { asStorageError } from "../../adapters/embedded/write-once.ts";
import { PartproofError } from "../../domain/errors.ts";
import { zipStream } from "../zip-stream.ts";

/**
 * Write a new zip, as {@link zipStream} makes it.
 * @throws PartproofError `invalid-input` when there is such a file already, or no such folder; `storage-full`
 */
export async function writeZip<T>(path: string, fill: Parameters<typeof zipStream<T>>[0]): Promise<T> {
  const file = createWriteStream(path, { flags: "wx" });
  await new Promise<void>((resolve, reject) =>
    file.once("open", () => resolve()).once("error", reject),
  ).catch((cause: unknown) => {
    const message = `${path} cannot be written: expected a new file in a folder that is there.`;
    throw new PartproofError("invalid-input", message, { cause });
  });
  const { zip, filled } = zipStream(fill);
  const written = zip.pipeTo(Writable.toWeb(file));
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

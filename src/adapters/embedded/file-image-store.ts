import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import type { ImageKey, ImageStore, StoredImage } from "../../ports/image-store.ts";
import { checkPhotoExtension, checkPhotoKey, describePhoto, JUST_HANDED_IN_MS } from "../photo-key.ts";
import { errorCode, openWriteOnceFolder, syncFolder } from "./write-once.ts";

/** Photos as files named by their content: `ab/<sha256>.<extension>`, read-only. */
export async function createFileImageStore(options: { directory: string }): Promise<ImageStore> {
  const folder = await openWriteOnceFolder(options.directory);

  function pathOf(key: ImageKey): string {
    checkPhotoKey(key);
    return join(folder.path, key);
  }

  /**
   * Whether the photo is stored already. Its time is set to now, so that it is not removed as outdated at the
   * moment somebody hands it in again.
   */
  async function isStored({ key, bytes }: StoredImage): Promise<boolean> {
    const path = pathOf(key);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return false;
    if (found.size !== bytes) {
      throw new PartproofError(
        "damaged",
        `Photo ${key} is stored with ${found.size} bytes, expected ${bytes}. Run partproof verify.`,
      );
    }
    const now = new Date();
    try {
      await utimes(path, now, now);
    } catch (error) {
      if (errorCode(error) === "ENOENT") return false;
      throw error;
    }
    await syncFolder(dirname(path));
    return true;
  }

  return {
    async put(content, extension) {
      checkPhotoExtension(extension);
      if (content instanceof Uint8Array) {
        const image = describePhoto(await sha256Hex(content), content.length, extension);
        if (await isStored(image)) return image;
        const outcome = await folder.write(content, image.key);
        if (outcome === "exists") await isStored(image);
        return image;
      }

      const hash = createHash("sha256");
      let bytes = 0;
      async function* hashed(pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          hash.update(piece);
          bytes += piece.length;
          yield piece;
        }
      }
      let image: StoredImage | undefined;
      const outcome = await folder.write(hashed(content), () => {
        image = describePhoto(hash.digest("hex"), bytes, extension);
        return image.key;
      });
      if (image === undefined) throw new Error("a photo was written before it had a name");
      if (outcome === "exists") await isStored(image);
      return image;
    },

    async get(key) {
      const path = pathOf(key);
      try {
        return await readFile(path);
      } catch (error) {
        throw asNotFound(error, key);
      }
    },

    async *stream(key) {
      const path = pathOf(key);
      try {
        for await (const piece of createReadStream(path)) yield piece as Uint8Array;
      } catch (error) {
        throw asNotFound(error, key);
      }
    },

    async remove(key, now) {
      const path = pathOf(key);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined || found.mtimeMs > now.getTime() - JUST_HANDED_IN_MS) return false;
      await rm(path, { force: true });
      await syncFolder(dirname(path));
      return true;
    },
  };
}

function asNotFound(error: unknown, key: ImageKey): unknown {
  if (errorCode(error) !== "ENOENT") return error;
  return new PartproofError("not-found", `There is no photo ${key}.`, { cause: error });
}

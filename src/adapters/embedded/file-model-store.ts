import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelStore } from "../../ports/model-store.ts";
import { createObjectModelStore } from "../object-model-store.ts";
import { errorCode, openWriteOnceFolder } from "./write-once.ts";

/** Models as read-only files, a folder for each name. */
export async function createFileModelStore(options: { directory: string }): Promise<ModelStore> {
  const folder = await openWriteOnceFolder(options.directory);
  return createObjectModelStore({
    write: (name, content) => folder.write(content, name),
    read: (name) => unlessMissing(readFile(join(folder.path, name)), undefined),
    list: (name) => unlessMissing(readdir(join(folder.path, name)), []),
  });
}

async function unlessMissing<Found, Otherwise>(
  reading: Promise<Found>,
  otherwise: Otherwise,
): Promise<Found | Otherwise> {
  try {
    return await reading;
  } catch (error) {
    // A stray file in the place of a folder holds no models.
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return otherwise;
    throw error;
  }
}

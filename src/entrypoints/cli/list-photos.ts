import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import { PartproofError } from "../../domain/errors.ts";

const PHOTO_NAME = /\.(jpe?g|png|webp|tiff?)$/i;

/**
 * The files to inspect: a file that is named counts whatever it is called, a folder for the photos in it.
 * Sorted, so that the same call gives the same order everywhere.
 * @throws PartproofError `not-found` for a path that does not exist
 */
export async function listPhotos(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch((cause: unknown) => {
      throw new PartproofError("not-found", `There is no file or folder ${path}.`, { cause });
    });
    if (stats.isDirectory()) found.push(...(await photosBelow(path)).sort());
    else found.push(path);
  }
  return found;
}

async function photosBelow(directory: string): Promise<string[]> {
  const found: string[] = [];
  for await (const item of await opendir(directory)) {
    const path = join(directory, item.name);
    if (item.isDirectory()) found.push(...(await photosBelow(path)));
    else if (item.isFile() && PHOTO_NAME.test(item.name)) found.push(path);
  }
  return found;
}

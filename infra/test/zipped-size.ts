import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

/** What zip writes beside a file's content, with a path of usual length. */
const PER_FILE_BYTES = 200;

/** The size in bytes that a folder has as a zip file, as Lambda takes it. */
export function zippedSize(directory: string): number {
  let bytes = 0;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    bytes += deflateRawSync(readFileSync(join(entry.parentPath, entry.name))).length + PER_FILE_BYTES;
  }
  return bytes;
}

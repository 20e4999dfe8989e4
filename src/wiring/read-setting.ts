import { readFile } from "node:fs/promises";
import { PartproofError } from "../domain/errors.ts";

/**
 * What a file holds that the settings name, such as a secret.
 * @throws PartproofError `invalid-input` when the file cannot be read
 */
export async function readSetting(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    const message = `The settings name the file ${file}, which cannot be read (${why}). Check its path and permissions.`;
    throw new PartproofError("invalid-input", message, { cause });
  }
}

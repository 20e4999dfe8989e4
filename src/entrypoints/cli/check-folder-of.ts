import { access } from "node:fs/promises";
import { dirname } from "node:path";
import { PartproofError } from "../../domain/errors.ts";

/**
 * Before the work that a file is to be written by, not after it.
 * @throws PartproofError `not-found` where its folder is not there
 */
export async function checkFolderOf(file: string): Promise<void> {
  await access(dirname(file)).catch((cause: unknown) => {
    const message = `${file} cannot be written: expected the folder ${dirname(file)} to be there.`;
    throw new PartproofError("not-found", message, { cause });
  });
}

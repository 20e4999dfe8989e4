import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { asPartproofError, PartproofError } from "../../domain/errors.ts";
import type { Notifier } from "../../ports/notifier.ts";
import { buildMail, type MailSender, safeName } from "./mail.ts";

/**
 * Without a mail server every message becomes one `.eml` file, which any mail program opens. Sending a message
 * again leaves the same file with the same bytes.
 */
export function createFolderNotifier(options: { directory: string } & Partial<MailSender>): Notifier {
  const from = options.from ?? "Partproof <partproof@localhost>";
  return {
    idempotent: true,
    async send(message, photo, attached) {
      const { raw } = await buildMail(message, photo, { ...options, from }, attached);
      try {
        await writeWhole(options.directory, `${safeName(message.id)}.eml`, raw);
      } catch (error) {
        if (asPartproofError(error).code === "storage-full") throw asPartproofError(error);
        throw new PartproofError(
          "unavailable",
          "The mail could not be written. Expected an outbox folder that is there and writable; check its permissions.",
          { cause: error },
        );
      }
    },
  };
}

/** After a crash at any instant the file is there whole or not at all. */
async function writeWhole(directory: string, name: string, content: Uint8Array): Promise<void> {
  await mkdir(directory, { recursive: true });
  const temporary = join(directory, `.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(directory, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // The rename itself lasts only once the folder is on disk.
  const folder = await open(directory, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

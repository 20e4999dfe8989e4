import { createHash } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PartproofError } from "../../domain/errors.ts";

export type SpooledFile = { path: string; sha256: string; bytes: number };

/**
 * Bring a stream to disk, so that its hash and size are known before anything of it is sent. The file is gone
 * when `use` has ended, however it ended.
 * @throws PartproofError `too-large` as soon as more than `maxBytes` have come
 */
export async function spoolToFile<Result>(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  use: (file: SpooledFile) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "partproof-"));
  try {
    const path = join(folder, "photo");
    const hash = createHash("sha256");
    let bytes = 0;
    const handle = await open(path, "wx", 0o600);
    try {
      for await (const piece of content) {
        bytes += piece.length;
        checkSize(bytes, maxBytes);
        hash.update(piece);
        await handle.writeFile(piece);
      }
    } finally {
      await handle.close();
    }
    return await use({ path, sha256: hash.digest("hex"), bytes });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws PartproofError `too-large` */
export function checkSize(bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  throw new PartproofError(
    "too-large",
    `Expected a file of at most ${maxBytes} bytes; at least ${bytes} came. Hand in a photo, saved smaller.`,
  );
}

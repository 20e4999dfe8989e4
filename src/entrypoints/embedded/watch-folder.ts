import type { Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, opendir, unlink } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { asPartproofError, type PartproofError } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/recipe.ts";
import type { Platform } from "../../flow/platform.ts";
import { receiveImage } from "../../flow/receive-image.ts";
import { extensionFor } from "../../imaging/extension-for.ts";
import { endsLikeAPhoto } from "./photo-ending.ts";

/** What the last look saw of a file; it is taken when the next look sees the same. */
type Sight = { size: number; mtimeMs: number; complaint?: string | undefined };

/** Names that say "still being written" or "not for you". */
const UNFINISHED = /^\.|\.(tmp|part|partial|filepart|crdownload)$/i;

/** Files one look considers at most, so that memory stays flat however full the folder is. */
const FILES_A_LOOK = 2000;

/**
 * Takes photos from `incoming/<line>/<recipe>/…`. It looks at the folder instead of listening for its events:
 * network shares send none, and what could not be taken yet is simply seen again.
 *
 * A file is complete when two looks see the same size and time and it ends like a photo, or when nothing has
 * changed for `settleMs`. It is removed only after {@link receiveImage} has kept it, so a crash in between
 * delivers it twice, which receiving notices. Links are never followed: they could point at any file.
 */
export function createFolderWatch(platform: Platform, options: { directory: string; settleMs: number }) {
  const { directory, settleMs } = options;
  let sights = new Map<string, Sight>();

  /** One look at the folder. @returns how many photos were taken */
  async function look(): Promise<number> {
    await mkdir(directory, { recursive: true });
    const current = new Map<string, Sight>();
    let taken = 0;
    for await (const path of filesBelow(directory)) {
      const outcome = await consider(path, current);
      if (outcome === "taken") taken += 1;
      if (outcome === "paused" || current.size >= FILES_A_LOOK) break;
    }
    sights = current;
    return taken;
  }

  async function consider(path: string, current: Map<string, Sight>): Promise<"taken" | "left" | "paused"> {
    const stats = await lstat(path).catch(() => undefined);
    if (!stats?.isFile()) return "left";
    const before = sights.get(path);
    const sight: Sight = { size: stats.size, mtimeMs: stats.mtimeMs, complaint: before?.complaint };
    current.set(path, sight);
    if (!before || before.size !== stats.size || before.mtimeMs !== stats.mtimeMs) return "left";
    try {
      if (!(await takeIfComplete(path, stats))) return "left";
      current.delete(path);
      return "taken";
    } catch (thrown) {
      return complain(path, sight, asPartproofError(thrown));
    }
  }

  /** A full line or disk pauses the intake; any other fault concerns this file alone. Said once, not every look. */
  function complain(path: string, sight: Sight, error: PartproofError): "left" | "paused" {
    const pauses = error.code === "overloaded" || error.code === "storage-full";
    if (sight.complaint !== error.message) {
      sight.complaint = error.message;
      platform.telemetry.record(
        pauses
          ? { event: "intake-paused", reason: error.message }
          : { event: "intake-failed", fileName: relative(directory, path), reason: error.message },
      );
    }
    return pauses ? "paused" : "left";
  }

  async function takeIfComplete(path: string, stats: Stats): Promise<boolean> {
    const file = await open(path);
    try {
      const settled = Date.now() - stats.mtimeMs >= settleMs;
      if (!settled && !(await endsLikeAPhoto(file, stats.size))) return false;
      await receiveImage(platform, { ...describe(path), ...(await photoFrom(file)) });
      const after = await file.stat();
      // Written to while it was read: what was kept is not the whole of it, so the rest is taken as a photo of its own.
      if (after.size !== stats.size || after.mtimeMs !== stats.mtimeMs) return false;
      await unlink(path);
      return true;
    } finally {
      await file.close();
    }
  }

  function describe(path: string) {
    const name = relative(directory, path);
    const [line = "", recipeId = "", ...rest] = name.split(sep);
    return {
      recipeId: rest.length > 0 ? recipeId : "(none)",
      sourceKey: `folder:${name}`,
      source: { fileName: basename(path), ...(nameSchema.safeParse(line).success ? { line } : {}) },
    };
  }

  return { look };
}

/** An open file as receiving wants it: as a stream, with an extension told by its content. */
export async function photoFrom(file: FileHandle) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
  return {
    photo: file.createReadStream({ autoClose: false, start: 0 }),
    extension: extensionFor(buffer.subarray(0, bytesRead)),
  };
}

async function* filesBelow(directory: string): AsyncGenerator<string> {
  for await (const item of await opendir(directory)) {
    if (UNFINISHED.test(item.name)) continue;
    const path = join(directory, item.name);
    if (item.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

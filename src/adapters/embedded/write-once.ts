import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PartproofError } from "../../domain/errors.ts";

/** A folder whose files are written whole or not at all, and never again. */
export type WriteOnceFolder = {
  readonly path: string;
  /**
   * Write a file, durable once the promise resolves, also against a power cut. Of many writers of one name, also
   * in other processes, exactly one writes it.
   * @param name below the folder, at most one folder deep, or a function asked once the content has passed.
   *   Never from outside unchecked.
   * @returns `exists` when the name is taken; what is there is left alone
   * @throws PartproofError `storage-full`, or `unavailable` where the disk has no hard links
   */
  write(
    content: Uint8Array | AsyncIterable<Uint8Array>,
    name: string | (() => string),
  ): Promise<"written" | "exists">;
};

/** Where files are until they are whole; a crash leaves them there, and only there. No name of ours has a dot first. */
const UNFINISHED = ".unfinished";

/**
 * How old an unfinished file is before it counts as left behind. By age, not by process id: another process
 * on this folder may run in another container, whose ids mean nothing here.
 */
const LEFT_BEHIND_AFTER_MS = 60 * 60 * 1000;

export async function openWriteOnceFolder(path: string): Promise<WriteOnceFolder> {
  const unfinished = join(path, UNFINISHED);
  await makeFolder(unfinished);
  await removeLeftBehind(unfinished);
  const durableFolders = new Set([path]);

  /** A new folder is durable when its parent is synced, whoever made it: another process may die before it does. */
  async function makeDurable(folder: string): Promise<void> {
    if (durableFolders.has(folder)) return;
    await makeFolder(folder);
    await syncFolder(dirname(folder));
    durableFolders.add(folder);
  }

  return {
    path,
    async write(content, name) {
      const temporary = join(unfinished, `${process.pid}-${randomUUID()}`);
      try {
        await writeDurably(temporary, content);
        const target = join(path, typeof name === "string" ? name : name());
        await makeDurable(dirname(target));
        const outcome = await linkUnlessTaken(temporary, target);
        // Also when it was taken: whoever took it may not have come this far.
        await syncFolder(dirname(target));
        return outcome;
      } catch (error) {
        throw asStorageError(error);
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

/** Wait until the entries of a folder are on disk: a new file is only as durable as its name. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; there the file system's journal has to do.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What the file system said, in our words where there is something a person can do. */
export function asStorageError(error: unknown): unknown {
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return new PartproofError(
        "storage-full",
        "The disk is full. Free some space; the work is kept and retried.",
        {
          cause: error,
        },
      );
    case "EROFS":
    case "EACCES":
      return new PartproofError(
        "unavailable",
        "The home folder may not be written to. Check its owner and rights.",
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

async function writeDurably(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  // Read-only from the start; the handle that made the file may write all the same.
  const handle = await open(path, "wx", 0o444);
  try {
    const pieces = content instanceof Uint8Array ? [content] : content;
    // Each continues where the last one ended.
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A hard link, because a rename would replace what is there. */
async function linkUnlessTaken(temporary: string, target: string): Promise<"written" | "exists"> {
  try {
    await link(temporary, target);
    return "written";
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST") return "exists";
    if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") {
      throw new PartproofError(
        "unavailable",
        "The home folder is on a disk without hard links (FAT, some network drives). Use another one.",
        { cause: error, retryable: false },
      );
    }
    throw error;
  }
}

/** Make a folder and whatever is missing above it, durably. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made !== dirname(first) && made !== dirname(made); made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

async function removeLeftBehind(unfinished: string): Promise<void> {
  const before = Date.now() - LEFT_BEHIND_AFTER_MS;
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < before) await rm(path, { force: true });
  }
}

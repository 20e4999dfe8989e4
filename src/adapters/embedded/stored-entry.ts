import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { EvidenceEntry } from "../../domain/evidence.ts";
import type { StoredEntry } from "../../ports/evidence-vault.ts";
import { errorCode } from "./write-once.ts";

const ENTRIES_PER_FOLDER = 1000;

/** Where an entry is kept below the vault: `000000/000000042.json`. Padded, so that a listing is in order. */
export function entryName(sequence: number): string {
  const folder = Math.floor(sequence / ENTRIES_PER_FOLDER);
  return `${String(folder).padStart(6, "0")}/${String(sequence).padStart(9, "0")}.json`;
}

/** The numbers of the folders in a vault, ascending. */
export async function listFolders(vault: string): Promise<number[]> {
  return numbers(await readdir(vault), /^(\d{6,})$/);
}

/** The sequences stored in one folder, ascending; an empty list if the folder has gone. */
export async function listSequences(vault: string, folder: number): Promise<number[]> {
  try {
    return numbers(await readdir(join(vault, String(folder).padStart(6, "0"))), /^(\d{9,})\.json$/);
  } catch (error) {
    // A file in the place of a folder holds no entries; their absence is what the verifier will see.
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return [];
    throw error;
  }
}

/** The folder in which the entry after `sequence` would be. */
export function folderAfter(sequence: number): number {
  return Math.floor((sequence + 1) / ENTRIES_PER_FOLDER);
}

/** @returns the entry, `damaged` with what is wrong, or nothing when there is no such file */
export async function readStoredEntry(vault: string, sequence: number): Promise<StoredEntry | undefined> {
  let text: string;
  try {
    text = await readFile(join(vault, entryName(sequence)), "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    return { sequence, damaged: `evidence ${sequence} cannot be read (${errorCode(error) ?? "unknown"})` };
  }
  return parseStoredEntry(sequence, text);
}

/**
 * Just enough shape to work with an entry: places in the chain and what is looked up by. Not the whole schema,
 * which grows over the years while old entries stay as they are; that nothing changed is what the hash is for.
 */
const chainFields = {
  sequence: z.int().min(1),
  previousSha256: z.string().regex(/^[0-9a-f]{64}$/),
  sealedAt: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};
const recipeRef = z.looseObject({ id: z.string(), version: z.number() });
const entryShape = z.discriminatedUnion("kind", [
  z.looseObject({
    ...chainFields,
    kind: z.literal("inspection"),
    inspection: z.looseObject({
      id: z.string(),
      receivedAt: z.string(),
      source: z.looseObject({}),
      recipe: recipeRef,
      verdict: z.string(),
      originalKey: z.string(),
      analyzedKey: z.string().optional(),
      retainUntil: z.string(),
    }),
  }),
  z.looseObject({
    ...chainFields,
    kind: z.literal("disposition"),
    disposition: z.looseObject({ inspectionId: z.string() }),
  }),
  z.looseObject({ ...chainFields, kind: z.literal("recipe"), recipe: recipeRef }),
]);

function parseStoredEntry(sequence: number, text: string): StoredEntry {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { sequence, damaged: `evidence ${sequence} is not JSON` };
  }
  const shape = entryShape.safeParse(parsed);
  if (!shape.success) {
    const where = shape.error.issues[0]?.path.join(".");
    return { sequence, damaged: `evidence ${sequence} does not have the shape of an entry at "${where}"` };
  }
  if (shape.data.sequence !== sequence) {
    return { sequence, damaged: `evidence ${sequence} says that it is ${shape.data.sequence}` };
  }
  return { sequence, entry: parsed as EvidenceEntry };
}

function numbers(names: string[], pattern: RegExp): number[] {
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

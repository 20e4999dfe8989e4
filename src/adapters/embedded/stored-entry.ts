import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StoredEntry } from "../../ports/evidence-vault.ts";
import { parseEvidenceEntry } from "../parse-evidence-entry.ts";
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
  return parseEvidenceEntry(sequence, text);
}

function numbers(names: string[], pattern: RegExp): number[] {
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

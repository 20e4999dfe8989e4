import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { canonicalize } from "json-canonicalize";
import {
  type BundledEntry,
  bundledEntrySchema,
  entryPath,
  photoPath,
  photosOf,
  type SealedPhoto,
} from "../domain/bundle.ts";
import type { BundleFiles } from "./bundle-files.ts";
import { parseJson } from "./parse-json.ts";

export type CheckedEntry = {
  sequence: number;
  /** Nothing where it cannot be read. */
  entry?: BundledEntry;
  faults: string[];
  photos: number;
  expired: number;
  /** The photos that it seals, whether they are there or not. */
  photoPaths: string[];
  /** Computed anew; nothing where it cannot be read. */
  sha256?: string;
};

/**
 * Check one whole entry of a bundle and its photos.
 * @param previousSha256 of the entry before it; empty for the first one
 * @param exportedAt when the bundle was made: before it, only photos past their retention may have gone
 */
export async function checkBundledEntry(
  files: BundleFiles,
  sequence: number,
  previousSha256: string,
  exportedAt: string,
): Promise<CheckedEntry> {
  const checked: CheckedEntry = { sequence, faults: [], photos: 0, expired: 0, photoPaths: [] };
  const bytes = await files.read(entryPath(sequence));
  const parsed = bundledEntrySchema.safeParse(bytes && parseJson(bytes));
  if (!parsed.success) {
    checked.faults.push(bytes ? "its file was altered: it is no entry." : "its file is not there.");
    return checked;
  }
  const { sha256: own, ...covered } = parsed.data;
  checked.sha256 = hashOf(new TextEncoder().encode(canonicalize(covered)));
  checked.entry = parsed.data;
  // Written otherwise it may still read the same, such as with another last digit that no number can hold.
  if (new TextDecoder().decode(bytes) !== `${canonicalize(parsed.data)}\n`)
    checked.faults.push("its file was altered: it is not written as entries are.");
  if (checked.sha256 !== own) checked.faults.push("altered: it no longer matches its own SHA-256.");
  if (covered.sequence !== sequence) checked.faults.push(`it says that it is entry ${covered.sequence}.`);
  if (previousSha256 !== "" && covered.previousSha256 !== previousSha256)
    checked.faults.push("it does not follow the entry before it.");
  for (const photo of photosOf(checked.entry)) await checkPhoto(files, photo, exportedAt, checked);
  return checked;
}

async function checkPhoto(
  files: BundleFiles,
  { name, key, sha256: sealed, retainUntil }: SealedPhoto,
  exportedAt: string,
  checked: CheckedEntry,
): Promise<void> {
  const path = photoPath(key);
  checked.photoPaths.push(path);
  const bytes = await files.read(path);
  if (!bytes && Date.parse(retainUntil) < Date.parse(exportedAt)) checked.expired += 1;
  else if (!bytes) checked.faults.push(`its ${name} is not there.`);
  else if (hashOf(bytes) !== sealed) checked.faults.push(`its ${name} was altered: ${path}.`);
  else checked.photos += 1;
}

/** SHA-256 in hex, also where the browser offers none: it offers it to pages from a server only. */
function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

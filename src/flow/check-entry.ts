import type { SealedFile } from "../domain/bundle.ts";
import { PartproofError } from "../domain/errors.ts";
import { type ChainHead, type EvidenceEntry, hashEntry } from "../domain/evidence.ts";
import type { StoredEntry } from "../ports/evidence-vault.ts";
import type { Platform } from "./platform.ts";

/** Something that was altered, removed or reordered. */
export type EvidenceFault = { sequence: number; what: string };

/**
 * Whether a stored entry is as it was sealed and follows the one before it.
 * @param head of the chain so far
 */
export async function checkLink(
  { records }: Pick<Platform, "records">,
  stored: StoredEntry,
  head: ChainHead,
  expectedHead?: ChainHead,
): Promise<{ entry: EvidenceEntry } | { fault: EvidenceFault }> {
  const due = head.sequence + 1;
  const at = (what: string) => ({ fault: { sequence: stored.sequence, what } });
  if (stored.sequence !== due)
    return { fault: { sequence: due, what: `removed: entry ${due} is not there` } };
  if (!("entry" in stored)) return at(`altered: ${stored.damaged}`);
  const { entry } = stored;
  if (entry.sequence !== due) return at(`reordered: the entry says it is number ${entry.sequence}`);
  if (entry.sha256 !== (await hashEntry(entry)))
    return at("altered: the entry no longer matches its own SHA-256");
  if (entry.previousSha256 !== head.sha256)
    return at("altered or reordered: it does not follow the entry before it");
  const recorded = await records.recordedHash(due);
  if (recorded !== undefined && recorded !== entry.sha256)
    return at("altered: another hash was recorded for it when it was sealed");
  if (expectedHead?.sequence === due && expectedHead.sha256 !== entry.sha256)
    return at("altered: it is not the expected head");
  return { entry };
}

/**
 * A chain that was cut off at the end is whole in itself: what was known of it before it was read tells it.
 * @param known the highest sequence that anybody knows of, asked before reading: what others seal meanwhile must not
 *   look as if it had been removed
 */
export function checkEnd(known: number, head: ChainHead): EvidenceFault | undefined {
  if (known <= head.sequence) return undefined;
  return { sequence: head.sequence + 1, what: `removed: entries up to ${known} were sealed` };
}

/**
 * @param found the SHA-256 of what is stored, nothing when it is not there
 * @returns `intact`, `expired` when it went after its retention, as is allowed, or else what is wrong
 */
export function judgePhoto(
  { name, key, sha256, retainUntil }: SealedFile,
  found: string | undefined,
  now: Date,
): string {
  if (found === undefined && new Date(retainUntil) < now) return "expired";
  if (found === undefined) return `removed: its ${name} ${key} is not there`;
  return found === sha256 ? "intact" : `altered: its ${name} ${key} no longer matches its SHA-256`;
}

/** @returns undefined when the photo is not there */
export async function readPhoto(
  { images }: Pick<Platform, "images">,
  { key }: { key: string },
): Promise<Uint8Array | undefined> {
  try {
    return await images.get(key);
  } catch (error) {
    if (error instanceof PartproofError && error.code === "not-found") return undefined;
    throw error;
  }
}

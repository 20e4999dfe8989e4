import { type SealedFile, sealedFilesOf } from "../domain/bundle.ts";
import { CHAIN_START, type ChainHead, hashEntry, sha256Hex } from "../domain/evidence.ts";
import type { StoredEntry } from "../ports/evidence-vault.ts";
import { checkEnd, checkLink, type EvidenceFault, judgePhoto, readPhoto } from "./check-entry.ts";
import type { Platform } from "./platform.ts";

export type Verification = {
  intact: boolean;
  /** Checked this time. */
  entries: number;
  photos: number;
  /** Photos removed after their retention, as is allowed. */
  expired: number;
  /** The last entry that was checked. */
  head: ChainHead;
  /** False when it had to stop before the end; another check can go on from `head`. */
  complete: boolean;
  /** The first thing that was altered, removed or reordered. */
  fault?: EvidenceFault;
};

export type VerifyOptions = {
  /** A head that somebody noted elsewhere. */
  expectedHead?: ChainHead;
  /**
   * The head of an earlier check that found all intact: only what was sealed since is checked, and that this head still
   * stands. What comes before it is left to a check of everything.
   */
  after?: ChainHead;
  /** Whose photos to read, by the entry's sequence: those of all without it. */
  readsPhotosOf?: (sequence: number) => boolean;
  /** Asked after each entry: whether to stop here, such as when a Lambda's time is up. */
  mustStop?: () => boolean;
  /** Called with the number of entries checked. */
  onProgress?: (entries: number) => void;
};

type VaultToVerify = Pick<Platform, "vault" | "images" | "records" | "now" | "telemetry">;

/**
 * Check every entry and photo, in order, and stop at the first thing that is not as it was sealed.
 * A chain that was cut off at the end is whole in itself: that is noticed by what the record store knows, and
 * by `expectedHead`, a head that somebody noted elsewhere (every mail carries one).
 */
export async function verifyEvidence(
  platform: VaultToVerify,
  options: VerifyOptions = {},
): Promise<Verification> {
  const head = options.after ?? START;
  const result: Verification = { intact: true, entries: 0, photos: 0, expired: 0, head, complete: true };
  // Asked first: what others seal while this check runs must not look as if it had been removed.
  const known = Math.max(await platform.records.lastRecorded(), options.expectedHead?.sequence ?? 0);
  const lost = await checkStart(platform, head, options.expectedHead);
  if (lost) return conclude(platform, result, lost);
  for await (const stored of platform.vault.entries(head.sequence)) {
    const what = await checkEntry(platform, stored, result, options);
    if (what) return conclude(platform, result, what);
    options.onProgress?.(result.entries);
    if (options.mustStop?.()) return conclude(platform, { ...result, complete: false });
  }
  return conclude(platform, result, checkEnd(known, result.head));
}

const START: ChainHead = { sequence: 0, sha256: CHAIN_START };

/** Whether the head of the earlier check is there as it was: everything that follows hangs on it. */
async function checkStart(
  { vault }: VaultToVerify,
  { sequence, sha256 }: ChainHead,
  expectedHead: ChainHead | undefined,
): Promise<EvidenceFault | undefined> {
  if (sequence === START.sequence) return undefined;
  if (expectedHead?.sequence === sequence && expectedHead.sha256 !== sha256)
    return { sequence, what: "altered: it is not the expected head" };
  for await (const stored of vault.entries(sequence - 1)) {
    if (stored.sequence !== sequence) break;
    if (!("entry" in stored)) return { sequence, what: `altered: ${stored.damaged}` };
    const isAsVerified = stored.entry.sha256 === sha256 && (await hashEntry(stored.entry)) === sha256;
    return isAsVerified ? undefined : { sequence, what: "altered: it is not as it was verified before" };
  }
  return { sequence, what: `removed: entry ${sequence}, which was verified before, is not there` };
}

async function checkEntry(
  platform: VaultToVerify,
  stored: StoredEntry,
  result: Verification,
  { expectedHead, readsPhotosOf = () => true }: VerifyOptions,
): Promise<EvidenceFault | undefined> {
  const link = await checkLink(platform, stored, result.head, expectedHead);
  if ("fault" in link) return link.fault;
  const { entry } = link;
  for (const photo of readsPhotosOf(entry.sequence) ? sealedFilesOf(entry) : []) {
    const what = judgePhoto(photo, await hashPhoto(platform, photo), platform.now());
    if (what === "intact") result.photos += 1;
    else if (what === "expired") result.expired += 1;
    else return { sequence: entry.sequence, what };
  }
  result.head = { sequence: entry.sequence, sha256: entry.sha256 };
  result.entries += 1;
  return undefined;
}

async function hashPhoto(platform: VaultToVerify, photo: SealedFile): Promise<string | undefined> {
  const bytes = await readPhoto(platform, photo);
  return bytes && sha256Hex(bytes);
}

function conclude(platform: VaultToVerify, result: Verification, fault?: EvidenceFault): Verification {
  const verification = { ...result, intact: fault === undefined, ...(fault ? { fault } : {}) };
  const { intact, entries } = verification;
  platform.telemetry.record({ event: "evidence-verified", entries, intact, reason: fault?.what });
  return verification;
}

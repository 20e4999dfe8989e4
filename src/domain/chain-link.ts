import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { canonicalize } from "json-canonicalize";
import type { EvidenceEntry } from "./evidence.ts";
import { ResumableSha256, SHA256_BLOCK_BYTES } from "./resumable-sha256.ts";

/**
 * An entry of which only its place in the chain is told. The hash of an entry covers the hash of the one before it,
 * and that stands near the end of what is hashed; so everything before can be left out for the state that SHA-256 is
 * in when it has read it. See docs/decisions/0026-offline-bundle.md, also for why nobody can make up such a state.
 */
export type ChainLink = {
  sequence: number;
  sealedAt: string;
  /** State of SHA-256 after the first `bytes` bytes of the canonical entry, in hex. */
  state: string;
  /** A multiple of 64. */
  bytes: number;
  /** What follows them, up to the previous hash, in hex: fewer than 64 bytes. */
  before: string;
};

/**
 * The link of an entry, or nothing where the entry cannot be shortened: a recipe has its content after the previous
 * hash, and so has to be shown whole.
 */
export function shortenEntry(entry: EvidenceEntry): ChainLink | undefined {
  const { sha256: _own, ...covered } = entry;
  const text = canonicalize(covered);
  const ending = endingOf(entry);
  if (!text.endsWith(entry.previousSha256 + ending)) return undefined;
  const start = new TextEncoder().encode(text.slice(0, text.length - ending.length - 64));
  const bytes = start.length - (start.length % SHA256_BLOCK_BYTES);
  const state = new ResumableSha256().update(start.subarray(0, bytes)).state();
  const { sequence, sealedAt } = entry;
  return { sequence, sealedAt, state, bytes, before: bytesToHex(start.subarray(bytes)) };
}

/**
 * The hash of the entry behind a link, if `previousSha256` is what it says of the entry before it. Put in at this one
 * place, in front of an ending without free text: elsewhere, such as inside a person's reason, any hash could stand.
 * @param link whose `sealedAt` was checked to be a date, for the same reason
 */
export function followLink(previousSha256: string, link: ChainLink): string {
  return ResumableSha256.from(link.state, link.bytes)
    .update(hexToBytes(link.before))
    .update(new TextEncoder().encode(previousSha256 + endingOf(link)))
    .hex();
}

/** What stands behind the previous hash in the canonical form of an inspection or a disposition. */
function endingOf({ sequence, sealedAt }: Pick<EvidenceEntry, "sequence" | "sealedAt">): string {
  return `","sealedAt":"${sealedAt}","sequence":${sequence}}`;
}

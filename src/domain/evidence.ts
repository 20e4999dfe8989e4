import { canonicalize } from "json-canonicalize";
import type { Disposition, Inspection, InspectionBody } from "./inspection.ts";
import type { Recipe } from "./recipe.ts";
import type { SealedReport } from "./report/kept-report.ts";
import type { Acknowledgement } from "./rules/alert.ts";

/** What can be sealed. A recipe is sealed when it is published, so that an auditor can prove what it said. */
export type EvidenceBody =
  | { kind: "inspection"; inspection: InspectionBody }
  | { kind: "disposition"; disposition: Disposition }
  | { kind: "acknowledgement"; acknowledgement: Acknowledgement }
  | { kind: "recipe"; recipe: Recipe; publishedBy: string; reason?: string }
  | { kind: "report"; report: SealedReport };

/**
 * One link of the hash chain. `sha256` covers every other field in canonical form (RFC 8785), so also
 * `previousSha256`; the first entry's previous hash is {@link CHAIN_START}. `sequence` counts from 1 without gaps.
 */
export type EvidenceEntry = EvidenceBody & {
  sequence: number;
  previousSha256: string;
  sealedAt: string;
  sha256: string;
};

export const CHAIN_START = "0".repeat(64);

/** Where a chain ends: enough to append the next entry, or to notice later that the tail was cut off. */
export type ChainHead = { sequence: number; sha256: string };

export async function sealEntry(
  head: ChainHead,
  body: EvidenceBody,
  sealedAt: string,
): Promise<EvidenceEntry> {
  const unsealed = { ...body, sequence: head.sequence + 1, previousSha256: head.sha256, sealedAt };
  return { ...unsealed, sha256: await hashEntry(unsealed) };
}

/** SHA-256 in hex over the canonical JSON of an entry without its own hash. */
export async function hashEntry(entry: Record<string, unknown>): Promise<string> {
  const { sha256: _own, ...covered } = entry;
  return sha256Hex(new TextEncoder().encode(canonicalize(covered)));
}

/** Web Crypto, so that the same rule runs in Node, in Lambda and in an auditor's browser. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The record as the API shows it: the sealed body with its place in the chain and what people said since. */
export function toInspection(
  entry: EvidenceEntry & { kind: "inspection" },
  dispositions: readonly Disposition[] = [],
): Inspection {
  const { originalKey, analyzedKey, analyzedSha256: _hash, retainUntil, ...body } = entry.inspection;
  return {
    ...body,
    evidence: {
      sequence: entry.sequence,
      originalKey,
      ...(analyzedKey === undefined ? {} : { analyzedKey }),
      recordSha256: entry.sha256,
      previousSha256: entry.previousSha256,
      retainUntil,
    },
    dispositions: [...dispositions],
  };
}

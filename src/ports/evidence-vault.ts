import type { ChainHead, EvidenceBody, EvidenceEntry } from "../domain/evidence.ts";

/** Append-only, write-once. The vault, not the record store, is the truth: records can be rebuilt from it. */
export interface EvidenceVault {
  /**
   * Append an entry to the chain. Safe with many writers at once, also in other processes.
   * After a crash at any instant the entry is there whole or not at all.
   */
  seal(body: EvidenceBody, sealedAt: string): Promise<EvidenceEntry>;

  head(): Promise<ChainHead>;

  /**
   * What is stored, in order of sequence, from `after` on (exclusive; 0 is everything). A stored entry that
   * cannot be read or parsed comes as `damaged`: judging it is the verifier's business.
   */
  entries(after: number): AsyncIterable<StoredEntry>;
}

export type StoredEntry = { sequence: number; entry: EvidenceEntry } | { sequence: number; damaged: string };

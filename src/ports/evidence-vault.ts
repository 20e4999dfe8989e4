import type { ChainHead, EvidenceBody, EvidenceEntry } from "../domain/evidence.ts";
import type { ImageKey } from "./image-store.ts";

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

  /**
   * Remove the photos of an inspection whose retention has ended. The entry itself stays, so that the chain
   * stays whole and still says what was decided. A photo that something younger needs stays too.
   * @returns the keys of the photos that are gone now
   * @throws PartproofError `evidence-locked` before the entry's date, and always for recipes and dispositions;
   *   `not-found`; `damaged` when the entry cannot be read, so that nobody can tell its date
   */
  removePhotos(sequence: number, now: Date): Promise<ImageKey[]>;
}

export type StoredEntry = { sequence: number; entry: EvidenceEntry } | { sequence: number; damaged: string };

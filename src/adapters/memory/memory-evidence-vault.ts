import { PartproofError } from "../../domain/errors.ts";
import { CHAIN_START, type ChainHead, sealEntry } from "../../domain/evidence.ts";
import type { EvidenceVault } from "../../ports/evidence-vault.ts";
import { parseEvidenceEntry } from "../parse-evidence-entry.ts";
import { type PhotoGuard, removeExpiredPhotos } from "../remove-expired-photos.ts";
import { createMemoryImageStore } from "./memory-image-store.ts";
import { createMemoryRecordStore } from "./memory-record-store.ts";

/** The port, and what tests need to play a vandal. */
export type MemoryEvidenceVault = EvidenceVault & {
  /** Change or (without text) remove a stored entry, as somebody with access to the disk could. */
  tamper(sequence: number, text?: string): void;
  /** A stored entry as the JSON text it is kept as. */
  text(sequence: number): string | undefined;
};

/** @param guard the stores that say which photos may go; without it a vault of its own, with no photos at all */
export function createMemoryEvidenceVault(
  guard: PhotoGuard = { images: createMemoryImageStore(), records: createMemoryRecordStore() },
): MemoryEvidenceVault {
  const stored = new Map<number, string>();
  let head: ChainHead = { sequence: 0, sha256: CHAIN_START };
  let lastSeal: Promise<unknown> = Promise.resolve();

  return {
    seal(body, sealedAt) {
      const sealing = lastSeal.then(async () => {
        const entry = await sealEntry(head, body, sealedAt);
        stored.set(entry.sequence, JSON.stringify(entry));
        head = { sequence: entry.sequence, sha256: entry.sha256 };
        return entry;
      });
      lastSeal = sealing.catch(() => undefined);
      return sealing;
    },

    async head() {
      return { ...head };
    },

    async *entries(after) {
      for (const [sequence, text] of [...stored].sort(([a], [b]) => a - b)) {
        if (sequence > after) yield parseEvidenceEntry(sequence, text);
      }
    },

    async removePhotos(sequence, now) {
      const text = stored.get(sequence);
      if (text === undefined) throw new PartproofError("not-found", `There is no evidence ${sequence}.`);
      const found = parseEvidenceEntry(sequence, text);
      if ("damaged" in found) throw new PartproofError("damaged", found.damaged);
      return removeExpiredPhotos(found.entry, head.sequence, now, guard);
    },

    tamper(sequence, text) {
      if (text === undefined) stored.delete(sequence);
      else stored.set(sequence, text);
    },
    text: (sequence) => stored.get(sequence),
  };
}

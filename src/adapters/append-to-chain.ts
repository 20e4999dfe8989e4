import { canonicalize } from "json-canonicalize";
import { type ChainHead, type EvidenceBody, type EvidenceEntry, sealEntry } from "../domain/evidence.ts";

/** Where a chain is kept, one name an entry, and a name is given once. */
export type ChainStore = {
  findHead(): Promise<ChainHead>;
  /** Write an entry, whole or not at all, unless something has its name. Its sequence is the name. */
  write(entry: EvidenceEntry, content: Uint8Array): Promise<"written" | "exists">;
  /** How long after its own entry a process goes on without looking for a newer one; always, if it does not say. */
  trustHeadForMs?: number;
  /** Called each time another writer had the name first; may wait, and gives up by throwing. */
  afterLoss?(losses: number): Promise<void>;
};

/**
 * The way every write-once vault appends. The name is the lock: of several writers, also in other processes and on
 * other machines, one gets it, and the others read what it wrote and go behind it.
 */
export function createChainAppender(
  store: ChainStore,
): (body: EvidenceBody, sealedAt: string) => Promise<EvidenceEntry> {
  let head: ChainHead | undefined;
  let headAt = 0;
  let lastSeal: Promise<unknown> = Promise.resolve();

  async function append(body: EvidenceBody, sealedAt: string): Promise<EvidenceEntry> {
    // Where others write too, the name behind an old head is taken: looking costs less than losing.
    if (performance.now() - headAt > (store.trustHeadForMs ?? Number.POSITIVE_INFINITY)) head = undefined;
    for (let losses = 0; ; ) {
      head ??= await store.findHead();
      const entry = await sealEntry(head, body, sealedAt);
      const content = new TextEncoder().encode(`${canonicalize(entry)}\n`);
      if ((await store.write(entry, content)) === "written") {
        head = { sequence: entry.sequence, sha256: entry.sha256 };
        headAt = performance.now();
        return entry;
      }
      head = undefined;
      losses += 1;
      await store.afterLoss?.(losses);
    }
  }

  return (body, sealedAt) => {
    // One after the other within this process, instead of racing for the name.
    const sealing = lastSeal.then(() => append(body, sealedAt));
    lastSeal = sealing.catch(() => undefined);
    return sealing;
  };
}

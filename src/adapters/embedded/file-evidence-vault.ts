import { PartproofError } from "../../domain/errors.ts";
import { CHAIN_START, type ChainHead } from "../../domain/evidence.ts";
import type { EvidenceVault, StoredEntry } from "../../ports/evidence-vault.ts";
import { createChainAppender } from "../append-to-chain.ts";
import { type PhotoGuard, removeExpiredPhotos } from "../remove-expired-photos.ts";
import { entryName, folderAfter, listFolders, listSequences, readStoredEntry } from "./stored-entry.ts";
import { openWriteOnceFolder } from "./write-once.ts";

/** Entries read at once: enough to keep the disk busy, few enough to hold in memory. */
const READ_AHEAD = 32;

/** One file an entry, named by its sequence; {@link createChainAppender} says how many processes share it. */
export async function createFileEvidenceVault(
  options: { directory: string } & PhotoGuard,
): Promise<EvidenceVault> {
  const folder = await openWriteOnceFolder(options.directory);

  return {
    seal: createChainAppender({
      findHead: () => findHead(folder.path),
      write: (entry, content) => folder.write(content, entryName(entry.sequence)),
    }),

    async head() {
      return findHead(folder.path);
    },

    async *entries(after) {
      for (const number of await listFolders(folder.path)) {
        if (number < folderAfter(after)) continue;
        const sequences = (await listSequences(folder.path, number)).filter((s) => s > after);
        for (let i = 0; i < sequences.length; i += READ_AHEAD) {
          const batch = sequences.slice(i, i + READ_AHEAD);
          const read = await Promise.all(batch.map((sequence) => readStoredEntry(folder.path, sequence)));
          yield* read.filter((stored): stored is StoredEntry => stored !== undefined);
        }
      }
    },

    async removePhotos(sequence, now) {
      const stored = await readStoredEntry(folder.path, sequence);
      if (stored === undefined) throw new PartproofError("not-found", `There is no evidence ${sequence}.`);
      if ("damaged" in stored) throw damaged(stored.damaged);
      const { sequence: headSequence } = await findHead(folder.path);
      return removeExpiredPhotos(stored.entry, headSequence, now, options);
    },
  };
}

/** The last entry by name: gaps before it are for the verifier to find. */
async function findHead(vault: string): Promise<ChainHead> {
  for (const folder of (await listFolders(vault)).reverse()) {
    const last = (await listSequences(vault, folder)).at(-1);
    if (last === undefined) continue;
    const stored = await readStoredEntry(vault, last);
    if (stored === undefined) continue;
    if ("damaged" in stored) throw damaged(stored.damaged);
    return { sequence: last, sha256: stored.entry.sha256 };
  }
  return { sequence: 0, sha256: CHAIN_START };
}

function damaged(what: string): PartproofError {
  return new PartproofError(
    "damaged",
    `The evidence vault is damaged: ${what}. Run partproof verify and restore the file from a backup.`,
  );
}

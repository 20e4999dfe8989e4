import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { S3Client } from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import { CHAIN_START, type ChainHead, type EvidenceBody } from "../../domain/evidence.ts";
import type { EvidenceVault, StoredEntry } from "../../ports/evidence-vault.ts";
import type { ImageStore } from "../../ports/image-store.ts";
import type { RecordStore } from "../../ports/record-store.ts";
import { createChainAppender } from "../append-to-chain.ts";
import { removeExpiredPhotos } from "../remove-expired-photos.ts";
import { photoObjectKey } from "./s3-image-store.ts";
import { extendLock, type LockMode, lockUntil } from "./s3-retention.ts";
import { entryObjectKey, openStoredEntries } from "./s3-stored-entries.ts";
import { writeOnce } from "./s3-write-once.ts";

/** Entries read at once: enough to hide the way to S3, few enough to hold in memory. */
const READ_AHEAD = 32;

/** A writer that loses this often is not competing, something is wrong; the work is kept and tried again later. */
const DEFAULT_MAX_LOSSES = 200;

/** No longer after many losses: who waits longer than newcomers loses to them again. */
const LONGEST_PAUSE_MS = 20;

/** A function seals an entry with each photo, seconds apart, and others seal in between. */
const TRUST_HEAD_FOR_MS = 100;

export type S3EvidenceVaultOptions = {
  s3: S3Client;
  /** With Object Lock enabled, unless `lockMode` is NONE. The bucket's default retention holds what has no date. */
  bucket: string;
  lockMode: LockMode;
  images: Pick<ImageStore, "remove">;
  records: Pick<RecordStore, "isPhotoNeeded" | "recordedThrough" | "lastRecorded" | "recordedHash">;
  /** How often one entry may find its name taken before sealing it fails as `unavailable`. */
  maxLosses?: number;
};

/**
 * One object an entry, `entries/<sequence, ten digits>.json`, written with `If-None-Match: *`: the name is the lock,
 * so any number of functions append to one chain. S3 locks each entry and its photos until the date in it.
 *
 * What is done to an entry afterwards, a newer version or a delete marker over it, leaves the sealed version in
 * place: the chain goes on behind that one, and reading the entry shows it as damaged.
 */
export function createS3EvidenceVault(options: S3EvidenceVaultOptions): EvidenceVault {
  const { s3, bucket, lockMode, records, maxLosses = DEFAULT_MAX_LOSSES } = options;
  const stored = openStoredEntries(s3, bucket);

  /** The last link that this process knows; where the search begins, so that nothing is ever listed from the start. */
  let known: ChainHead = { sequence: 0, sha256: CHAIN_START };

  async function findHead(): Promise<ChainHead> {
    if (known.sequence === 0) known = await recordedHead(records);
    const last = await stored.last(known.sequence + 1);
    if (last !== undefined) known = { sequence: last.sequence, sha256: last.entry.sha256 };
    return known;
  }

  /** Before the entry, which says that they are kept: after a crash in between nothing would lock them any more. */
  async function lockPhotos(body: EvidenceBody): Promise<void> {
    const lock = lockUntil(lockMode, retainUntilOf(body));
    if (lock === undefined) return;
    const keys = filesOf(body);
    await Promise.all(keys.map((key) => extendLock(s3, { bucket, key: photoObjectKey(key) }, lock)));
  }

  const append = createChainAppender({
    findHead,
    trustHeadForMs: TRUST_HEAD_FOR_MS,
    afterLoss: (losses) => afterLoss(losses, maxLosses),
    async write(entry, content) {
      const outcome = await writeOnce(s3, {
        bucket,
        key: entryObjectKey(entry.sequence),
        body: content,
        bytes: content.length,
        sha256: createHash("sha256").update(content).digest("hex"),
        ContentType: "application/json",
        ...lockUntil(lockMode, retainUntilOf(entry)),
      });
      if (outcome === "exists") return outcome;
      if (outcome === "unclear" && (await stored.sealedHash(entry.sequence)) !== entry.sha256)
        return "exists";
      known = { sequence: entry.sequence, sha256: entry.sha256 };
      return "written";
    },
  });

  return {
    async seal(body, sealedAt) {
      await lockPhotos(body);
      return append(body, sealedAt);
    },

    head: findHead,

    async *entries(after) {
      let batch: Promise<StoredEntry>[] = [];
      for await (const object of stored.list(after + 1)) {
        batch.push(stored.read(object));
        if (batch.length < READ_AHEAD) continue;
        yield* await Promise.all(batch);
        batch = [];
      }
      yield* await Promise.all(batch);
    },

    async removePhotos(sequence, now) {
      const found = await stored.find(sequence);
      if (found === undefined) throw new PartproofError("not-found", `There is no evidence ${sequence}.`);
      if ("damaged" in found) throw new PartproofError("damaged", `${found.damaged}. Run partproof verify.`);
      const { sequence: headSequence } = await findHead();
      return removeExpiredPhotos(found.entry, headSequence, now, options);
    },
  };
}

function retainUntilOf(body: EvidenceBody): string | undefined {
  if (body.kind === "report") return body.report.retainUntil;
  return body.kind === "inspection" ? body.inspection.retainUntil : undefined;
}

function filesOf(body: EvidenceBody): string[] {
  if (body.kind === "report") return body.report.files.map(({ key }) => key);
  if (body.kind !== "inspection") return [];
  const { originalKey, analyzedKey } = body.inspection;
  return analyzedKey === undefined ? [originalKey] : [originalKey, analyzedKey];
}

/** What the record store knows of the chain: a cold function begins its search there. */
async function recordedHead(records: S3EvidenceVaultOptions["records"]): Promise<ChainHead> {
  const sequence = await records.lastRecorded();
  const sha256 = sequence === 0 ? undefined : await records.recordedHash(sequence);
  return sha256 === undefined ? { sequence: 0, sha256: CHAIN_START } : { sequence, sha256 };
}

/** A pause by chance, so that those who lost together do not lose together again. */
async function afterLoss(losses: number, maxLosses: number): Promise<void> {
  if (losses >= maxLosses) {
    throw new PartproofError(
      "unavailable",
      `Other writers were faster ${losses} times in sealing evidence. The work is kept and retried.`,
    );
  }
  await pause(Math.random() * LONGEST_PAUSE_MS);
}

import type { S3Client } from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import type { EvidenceEntry } from "../../domain/evidence.ts";
import type { StoredEntry } from "../../ports/evidence-vault.ts";
import { parseEvidenceEntry } from "../parse-evidence-entry.ts";
import { allOf, openObject, readObject } from "./s3-object.ts";
import { firstVersions, listVersions, type VersionedObject } from "./s3-object-versions.ts";

const FOLDER = "entries/";
const ENTRY = /^entries\/(\d{10})\.json$/;

/** Versions a listing answers at most; the search for the end leaps by this much first. */
const PAGE = 1000;

/** An object of the vault with the sequence that its name says. */
export type EntryObject = VersionedObject & { sequence: number };

/** Where an entry is kept: `entries/0000000042.json`. Padded, so that a listing is in order. */
export function entryObjectKey(sequence: number): string {
  return `${FOLDER}${String(sequence).padStart(10, "0")}.json`;
}

/** The entries of a bucket as they are stored, whoever wrote them. */
export function openStoredEntries(s3: S3Client, bucket: string) {
  async function* list(from: number): AsyncIterable<EntryObject> {
    const query = { bucket, prefix: FOLDER, from: entryObjectKey(from) };
    for await (const object of listVersions(s3, query)) yield* asEntry(object);
  }

  /** One entry's object; undefined when nothing was ever stored there. */
  async function findObject(sequence: number): Promise<EntryObject | undefined> {
    for await (const object of listVersions(s3, { bucket, prefix: entryObjectKey(sequence) })) {
      for (const entry of asEntry(object)) return entry;
    }
    return undefined;
  }

  async function page(from: number): Promise<{ last: EntryObject | undefined; more: boolean }> {
    const query = { bucket, prefix: FOLDER, from: entryObjectKey(from) };
    const { objects, more } = await firstVersions(s3, query);
    return { last: objects.flatMap(asEntry).at(-1), more };
  }

  /** The last entry's object from a sequence on. Leaps, then halves: dozens of requests for millions of entries. */
  async function findLast(from: number): Promise<EntryObject | undefined> {
    let { last, more } = await page(from);
    let end = Number.POSITIVE_INFINITY;
    for (let leap = PAGE; last !== undefined && more; leap *= 2) {
      const probe = Number.isFinite(end) ? Math.ceil((last.sequence + end) / 2) : last.sequence + leap;
      // Nothing is left to search; the listing goes on with what is not an entry.
      if (probe <= last.sequence || probe >= end) break;
      const found = await page(probe);
      if (found.last === undefined) end = probe;
      else ({ last, more } = found);
    }
    return last;
  }

  /** The first version is the sealed one, whatever was laid over it. */
  async function readSealed(object: EntryObject): Promise<StoredEntry> {
    const { sequence, key } = object;
    const sealed = object.versions.at(-1);
    const doing = `read evidence ${sequence}`;
    const content = sealed && (await readObject(s3, { bucket, key, versionId: sealed.id }, doing));
    if (content === undefined) return { sequence, damaged: `evidence ${sequence} was deleted` };
    return parseEvidenceEntry(sequence, new TextDecoder().decode(content));
  }

  /** What stands under a sequence now, which need not be what was sealed there: the version tells. */
  async function readCurrent(
    sequence: number,
  ): Promise<{ versionId: string; stored: StoredEntry } | undefined> {
    const doing = `read evidence ${sequence}`;
    const opened = await openObject(s3, { bucket, key: entryObjectKey(sequence) }, doing);
    if (opened === undefined) return undefined;
    const stored = parseEvidenceEntry(sequence, new TextDecoder().decode(await allOf(opened, doing)));
    return { versionId: opened.answer.VersionId ?? "null", stored };
  }

  /** As a verifier must see it: an entry that was touched after it was sealed is damaged, even if it reads well. */
  async function read(object: EntryObject): Promise<StoredEntry> {
    const { sequence, versions, markers } = object;
    if (markers.length > 0 && versions.length > 0) {
      return { sequence, damaged: `evidence ${sequence} was hidden by a delete marker` };
    }
    if (versions.length > 1) {
      return {
        sequence,
        damaged: `evidence ${sequence} was written over: it has ${versions.length} versions`,
      };
    }
    return readSealed(object);
  }

  return {
    list,
    read,

    async find(sequence: number): Promise<StoredEntry | undefined> {
      const object = await findObject(sequence);
      return object && read(object);
    },

    /** The hash of what was sealed under a sequence, if it can be read. */
    async sealedHash(sequence: number): Promise<string | undefined> {
      const object = await findObject(sequence);
      const sealed = object && (await readSealed(object));
      return sealed && "entry" in sealed ? sealed.entry.sha256 : undefined;
    },

    /** @throws PartproofError `damaged` when the last one cannot be read, because its hash is not known then */
    async last(from: number): Promise<{ sequence: number; entry: EvidenceEntry } | undefined> {
      // Often exactly one was sealed since. Read along with the search, it saves a way to S3, and so a lost race.
      const [object, guess] = await Promise.all([findLast(from), readCurrent(from)]);
      if (object === undefined) return undefined;
      const isGuess = object.sequence === from && object.versions.at(-1)?.id === guess?.versionId;
      const sealed = isGuess && guess ? guess.stored : await readSealed(object);
      if ("entry" in sealed) return sealed;
      throw new PartproofError(
        "damaged",
        `The evidence vault is damaged: ${sealed.damaged}. Run partproof verify and restore the object from a backup.`,
      );
    },
  };
}

function asEntry(object: VersionedObject): EntryObject[] {
  const sequence = ENTRY.exec(object.key)?.[1];
  return sequence === undefined ? [] : [{ ...object, sequence: Number(sequence) }];
}

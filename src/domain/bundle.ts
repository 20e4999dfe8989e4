// The small form of zod: this file also goes into the page that checks a bundle in a browser.
import * as z from "zod/mini";
import type { EvidenceEntry } from "./evidence.ts";

/** What lies in an offline bundle beside entries, photos and pages, and where. docs/evidence.md describes it. */
export const BUNDLE_FORMAT = "partproof-bundle-1";
export const MANIFEST_PATH = "bundle.json";
export const INDEX_PATH = "index.html";
export const VERIFIER_PATH = "verify.html";

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const sequence = z.int().check(z.minimum(1));
const time = z.iso.datetime();

/** `bundle.json`. All of it is the word of whoever exported; entries and links prove themselves. */
export const manifestSchema = z.object({
  format: z.literal(BUNDLE_FORMAT),
  exportedAt: time,
  selection: z.record(z.string(), z.string()),
  inspections: z.int(),
  /** The first entry of the chain here. */
  first: sequence,
  /** Where the chain ended when the bundle was made; before its first entry, if that one is damaged. */
  head: z.object({ sequence: z.int().check(z.minimum(0)), sha256: hash }),
  /** What was found while the bundle was made, from the first entry to the head, and of the photos in here. */
  verification: z.object({
    intact: z.boolean(),
    entries: z.int(),
    photos: z.int(),
    /** Photos removed after their retention, as is allowed. */
    expired: z.int(),
    fault: z.optional(z.object({ sequence: z.int(), what: z.string() })),
  }),
});
export type BundleManifest = z.infer<typeof manifestSchema>;

/** A line of `chain/`: an entry that lies whole in `entries/`, or a link. */
export const chainLineSchema = z.union([
  z.strictObject({
    sequence,
    sealedAt: time,
    state: hash,
    bytes: z.int().check(z.minimum(0), z.multipleOf(64)),
    before: z.string().check(z.regex(/^([0-9a-f]{2}){0,63}$/)),
  }),
  z.strictObject({ sequence }),
]);
export type ChainLine = z.infer<typeof chainLineSchema>;

const chained = { sequence, previousSha256: hash, sealedAt: z.string(), sha256: hash };

/** What a checker looks at or shows of an entry; all else in it is covered by its hash, whatever it is. */
export const bundledEntrySchema = z.discriminatedUnion("kind", [
  z.looseObject({
    ...chained,
    kind: z.literal("inspection"),
    inspection: z.looseObject({
      source: z.looseObject({ serial: z.optional(z.string()), fileName: z.string() }),
      verdict: z.string(),
      reasons: z.array(z.string()),
      originalKey: z.string(),
      imageSha256: z.string(),
      analyzedKey: z.optional(z.string()),
      analyzedSha256: z.optional(z.string()),
      retainUntil: z.string(),
    }),
  }),
  z.looseObject({
    ...chained,
    kind: z.literal("disposition"),
    disposition: z.looseObject({
      inspectionId: z.string(),
      by: z.string(),
      decision: z.string(),
      // Absent where a decision is taken back.
      verdict: z.optional(z.string()),
      reason: z.string(),
    }),
  }),
  z.looseObject({
    ...chained,
    kind: z.literal("acknowledgement"),
    acknowledgement: z.looseObject({ alertId: z.string(), subject: z.string(), by: z.string() }),
  }),
  z.looseObject({
    ...chained,
    kind: z.literal("recipe"),
    recipe: z.looseObject({ id: z.string(), version: z.number(), title: z.string() }),
  }),
  z.looseObject({
    ...chained,
    kind: z.literal("report"),
    report: z.looseObject({
      id: z.string(),
      files: z.array(z.looseObject({ key: z.string(), sha256: z.string() })),
      retainUntil: z.string(),
    }),
  }),
]);
export type BundledEntry = z.infer<typeof bundledEntrySchema>;

export function entryPath(sequence: number): string {
  return `entries/${String(sequence).padStart(9, "0")}.json`;
}

/** @param number from 1; the files are read in the order of their names */
export function chainPath(number: number): string {
  return `chain/${String(number).padStart(6, "0")}.jsonl`;
}

export function pagePath(number: number): string {
  return `inspections/${String(number).padStart(6, "0")}.html`;
}

export function photoPath(key: string): string {
  return `photos/${key}`;
}

/** A photo that an entry seals. */
export type SealedPhoto = {
  name: "original photo" | "analyzed photo";
  key: string;
  sha256: string;
  retainUntil: string;
};

export function photosOf(entry: EvidenceEntry | BundledEntry): SealedPhoto[] {
  if (entry.kind !== "inspection") return [];
  const { originalKey, imageSha256, analyzedKey, analyzedSha256, retainUntil } = entry.inspection;
  const original = { name: "original photo", key: originalKey, sha256: imageSha256, retainUntil } as const;
  if (!analyzedKey || !analyzedSha256) return [original];
  return [original, { name: "analyzed photo", key: analyzedKey, sha256: analyzedSha256, retainUntil }];
}

/** A photo, or a file of a report. */
export type SealedFile = Omit<SealedPhoto, "name"> & { name: SealedPhoto["name"] | "report file" };

/** All that an entry seals beside itself. */
export function sealedFilesOf(entry: EvidenceEntry | BundledEntry): SealedFile[] {
  if (entry.kind !== "report") return photosOf(entry);
  const { files, retainUntil } = entry.report;
  return files.map(({ key, sha256 }) => ({ name: "report file", key, sha256, retainUntil }));
}

import {
  type BundleManifest,
  type ChainLine,
  chainLineSchema,
  entryPath,
  MANIFEST_PATH,
  manifestSchema,
} from "../domain/bundle.ts";
import { followLink } from "../domain/chain-link.ts";
import type { ChainHead } from "../domain/evidence.ts";
import type { BundleFiles } from "./bundle-files.ts";
import { type CheckedEntry, checkBundledEntry } from "./check-bundled-entry.ts";
import { parseJson } from "./parse-json.ts";

export type BundleCheck = {
  /** What the bundle says of itself. */
  manifest: BundleManifest;
  /** Nothing here: all is as it was sealed. */
  faults: string[];
  /** Entries that lie in the bundle whole, and links to others. */
  entries: number;
  links: number;
  photos: number;
  /** Photos that had been removed after their retention when the bundle was made. */
  expired: number;
  /** Where the chain ends, computed anew. */
  head: ChainHead;
  /** What became of the head that was noted elsewhere. */
  expectedHead: "not-asked" | "found" | "other" | "outside";
};

export type CheckOptions = {
  /** A head noted elsewhere: does the chain run through it? */
  expectedHead?: ChainHead | undefined;
  onEntry?: (checked: CheckedEntry) => void;
  onProgress?: (sequence: number) => void;
  /** What time it is; default: now. */
  now?: Date;
};

/** A clock may be wrong or in another time zone by this much. */
const CLOCK_MS = 24 * 60 * 60 * 1000;

/**
 * Compute every hash of a bundle anew: of each photo, of each entry, and of the chain from the first entry to the head.
 * What the bundle says of itself is compared, never believed.
 * @throws Error when the files are no bundle
 */
export async function checkBundle(files: BundleFiles, options: CheckOptions = {}): Promise<BundleCheck> {
  const manifest = await readManifest(files);
  const head: ChainHead = { sequence: manifest.first - 1, sha256: "" };
  const expectedHead = options.expectedHead ? "outside" : "not-asked";
  const check: BundleCheck = {
    manifest,
    faults: [],
    entries: 0,
    links: 0,
    photos: 0,
    expired: 0,
    head,
    expectedHead,
  };
  const sealed = new Set<string>();

  // Else photos could be taken out of the bundle and passed off as removed after their retention.
  if (Date.parse(manifest.exportedAt) > (options.now ?? new Date()).getTime() + CLOCK_MS)
    check.faults.push(
      `bundle.json says that the bundle was made ${manifest.exportedAt}, which is still to come.`,
    );
  for await (const line of chainLines(files, check)) {
    const sha256 = await follow(files, line, check, sealed, options);
    if (sha256 === undefined) break;
    check.head = { sequence: line.sequence, sha256 };
    if (options.expectedHead?.sequence === line.sequence)
      check.expectedHead = options.expectedHead.sha256 === sha256 ? "found" : "other";
    options.onProgress?.(line.sequence);
  }
  if (check.head.sequence !== manifest.head.sequence || check.head.sha256 !== manifest.head.sha256)
    check.faults.push(`The chain ends at ${nameHead(check.head)}, not at the head that bundle.json names.`);
  if (check.expectedHead === "other") check.faults.push("The chain does not run through the head you noted.");
  for (const path of files.paths)
    if (/^(entries|photos)\//.test(path) && !sealed.has(path))
      check.faults.push(`${path} hangs in no chain: it proves nothing.`);
  return check;
}

/** @returns the hash of the entry that a line stands for; nothing where the chain breaks */
async function follow(
  files: BundleFiles,
  line: ChainLine,
  check: BundleCheck,
  sealed: Set<string>,
  options: CheckOptions,
): Promise<string | undefined> {
  const { head } = check;
  if (line.sequence !== head.sequence + 1) {
    check.faults.push(`Entry ${head.sequence + 1} is not in the chain: it goes on with ${line.sequence}.`);
    return undefined;
  }
  if ("state" in line) {
    check.links += 1;
    return followLink(head.sha256, line);
  }
  const checked = await checkBundledEntry(files, line.sequence, head.sha256, check.manifest.exportedAt);
  check.entries += 1;
  check.photos += checked.photos;
  check.expired += checked.expired;
  check.faults.push(...checked.faults.map((fault) => `Entry ${line.sequence}: ${fault}`));
  sealed.add(entryPath(line.sequence));
  for (const path of checked.photoPaths) sealed.add(path);
  options.onEntry?.(checked);
  return checked.sha256;
}

async function* chainLines(files: BundleFiles, check: BundleCheck): AsyncGenerator<ChainLine> {
  const paths = files.paths.filter((path) => /^chain\/\d+\.jsonl$/.test(path)).sort();
  for (const path of paths) {
    for (const text of new TextDecoder().decode(await files.read(path)).split("\n")) {
      if (text === "") continue;
      const line = chainLineSchema.safeParse(parseJson(text));
      if (line.success) yield line.data;
      else {
        check.faults.push(`${path} was altered: no line of a chain behind entry ${check.head.sequence}.`);
        return;
      }
    }
  }
}

async function readManifest(files: BundleFiles): Promise<BundleManifest> {
  const bytes = await files.read(MANIFEST_PATH);
  if (!bytes) throw new Error("This is no bundle of Partproof: there is no bundle.json in it.");
  const manifest = manifestSchema.safeParse(parseJson(bytes));
  if (manifest.success) return manifest.data;
  throw new Error("bundle.json is damaged, or was written by another version of Partproof.");
}

function nameHead({ sequence, sha256 }: ChainHead): string {
  return sha256 === "" ? "nothing" : `${sequence}:${sha256}`;
}

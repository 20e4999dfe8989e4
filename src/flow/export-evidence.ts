import {
  BUNDLE_FORMAT,
  type BundleManifest,
  type ChainLine,
  chainPath,
  INDEX_PATH,
  MANIFEST_PATH,
  pagePath,
  VERIFIER_PATH,
} from "../domain/bundle.ts";
import type { ShownInspection } from "../domain/bundle-card.ts";
import { renderBundleIndex, renderInspectionPage } from "../domain/bundle-pages.ts";
import { shortenEntry } from "../domain/chain-link.ts";
import { PartproofError } from "../domain/errors.ts";
import { CHAIN_START, type ChainHead } from "../domain/evidence.ts";
import { type BundleFile, bundleEvidence } from "./bundle-evidence.ts";
import { checkEnd, checkLink } from "./check-entry.ts";
import { chooseEntries, type EvidenceSelection, givenIn } from "./choose-entries.ts";
import { inPieces } from "./in-pieces.ts";
import type { Platform } from "./platform.ts";

export type ExportOptions = {
  /** Keeps one file of the bundle; the next one is made when it has, so one photo at a time is in memory. */
  put(file: BundleFile): Promise<void>;
  /** The page that checks a bundle in a browser, as it goes in. */
  verifierPage: string;
  /** Called with the number of the entry that was looked at. */
  onProgress?: (sequence: number) => void;
};

const LINKS_A_FILE = 1000;
const INSPECTIONS_A_PAGE = 50;

/**
 * A bundle for a stranger: the entries of some inspections, of what people decided on them and of the recipes that
 * judged them; their photos; the chain from the first of these entries to the head; pages to read and to check it.
 * Entries in between go in as links, which tell nothing of their widgets. Everything is checked on the way; what is not
 * as it was sealed goes in all the same, and is named. The same evidence at the same time gives the same files.
 * Memory grows with the number of inspections chosen, an id each, not with the archive or its photos.
 * @returns what stands in `bundle.json`
 * @throws PartproofError `not-found` when no inspection fits; `invalid-input` for a date that is none
 */
export async function exportEvidence(
  platform: Pick<Platform, "vault" | "images" | "records" | "now">,
  selection: EvidenceSelection,
  { put, verifierPage, onProgress }: ExportOptions,
): Promise<BundleManifest> {
  const chosen = await chooseEntries(platform, selection);
  const bundle = bundleEvidence(platform, put);
  const onIndex: ShownInspection[] = [];
  const pages = inPieces<ShownInspection>(INSPECTIONS_A_PAGE, async (shown, piece) => {
    // Few inspections stand on the index itself.
    if (chosen.inspections <= INSPECTIONS_A_PAGE) onIndex.push(...shown);
    else await put({ path: pagePath(piece), content: renderInspectionPage(shown, piece) });
  });
  const chain = inPieces<ChainLine>(LINKS_A_FILE, (lines, piece) =>
    put({ path: chainPath(piece), content: lines.map((line) => `${JSON.stringify(line)}\n`).join("") }),
  );
  let first: number | undefined;
  let head: ChainHead = { sequence: 0, sha256: CHAIN_START };
  let isWhole = true;

  const known = await platform.records.lastRecorded();
  await put({ path: VERIFIER_PATH, content: verifierPage });
  for await (const stored of platform.vault.entries(0)) {
    const entry = "entry" in stored && chosen.has(stored.entry) ? stored.entry : undefined;
    if (first === undefined) {
      if (!entry) continue;
      first = stored.sequence;
      head = { sequence: first - 1, sha256: entry.previousSha256 };
    }
    // Nothing hangs together behind the first fault, so the chain ends before it.
    const link = isWhole ? await checkLink(platform, stored, head) : undefined;
    if (link && "fault" in link) {
      bundle.note(link.fault);
      isWhole = false;
    }
    if (link && "entry" in link) {
      const short = entry ? undefined : shortenEntry(link.entry);
      if (!short && !entry) await bundle.putEntry(link.entry);
      await chain.add(short ?? { sequence: stored.sequence });
      head = { sequence: stored.sequence, sha256: link.entry.sha256 };
      bundle.linked();
    }
    if (entry) await bundle.putEntry(entry);
    if (entry?.kind === "inspection") await pages.add(await bundle.putPhotos(entry));
    onProgress?.(stored.sequence);
  }
  if (first === undefined) throw noEntries();
  const cutOff = isWhole ? checkEnd(known, head) : undefined;
  if (cutOff) bundle.note(cutOff);
  await chain.end();
  await pages.end();

  const manifest: BundleManifest = {
    format: BUNDLE_FORMAT,
    exportedAt: platform.now().toISOString(),
    selection: givenIn(selection),
    inspections: chosen.inspections,
    first,
    head,
    verification: bundle.verification,
  };
  await put({ path: MANIFEST_PATH, content: `${JSON.stringify(manifest, null, 2)}\n` });
  await put({ path: INDEX_PATH, content: renderBundleIndex(manifest, onIndex, INSPECTIONS_A_PAGE) });
  return manifest;
}

function noEntries(): PartproofError {
  const message =
    "The records know these inspections, the evidence does not. Run partproof verify and restore the evidence from a backup.";
  return new PartproofError("damaged", message);
}

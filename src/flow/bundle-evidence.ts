import { canonicalize } from "json-canonicalize";
import { type BundleManifest, entryPath, photoPath, photosOf } from "../domain/bundle.ts";
import type { ShownInspection, ShownPhoto } from "../domain/bundle-card.ts";
import { type EvidenceEntry, sha256Hex } from "../domain/evidence.ts";
import { type EvidenceFault, judgePhoto, readPhoto } from "./check-entry.ts";
import type { Platform } from "./platform.ts";

/** `content` is UTF-8 where it is text. */
export type BundleFile = { path: string; content: Uint8Array | string };

/** Puts entries and photos into a bundle and keeps the account of what was checked. */
export type EvidenceBundle = {
  readonly verification: Readonly<BundleManifest["verification"]>;
  /** The first thing that is wrong counts. */
  note(fault: EvidenceFault): void;
  /** An entry hangs in the chain, whole or as a link. */
  linked(): void;
  putEntry(entry: EvidenceEntry): Promise<void>;
  /** Its photos, each of which goes in once. @returns what a page shows of it */
  putPhotos(entry: EvidenceEntry & { kind: "inspection" }): Promise<ShownInspection>;
};

export function bundleEvidence(
  platform: Pick<Platform, "images" | "records" | "now">,
  put: (file: BundleFile) => Promise<void>,
): EvidenceBundle {
  const verification: BundleManifest["verification"] = { intact: true, entries: 0, photos: 0, expired: 0 };
  const photosIn = new Set<string>();

  function note(fault: EvidenceFault): void {
    verification.intact = false;
    verification.fault ??= fault;
  }

  return {
    verification,
    note,
    linked() {
      verification.entries += 1;
    },
    async putEntry(entry) {
      await put({ path: entryPath(entry.sequence), content: `${canonicalize(entry)}\n` });
    },
    async putPhotos(entry) {
      const photos: ShownPhoto[] = [];
      for (const photo of photosOf(entry)) {
        const bytes = await readPhoto(platform, photo);
        const state = judgePhoto(photo, bytes && (await sha256Hex(bytes)), platform.now());
        if (state === "intact") verification.photos += 1;
        else if (state === "expired") verification.expired += 1;
        else note({ sequence: entry.sequence, what: state });
        if (bytes && !photosIn.has(photo.key)) await put({ path: photoPath(photo.key), content: bytes });
        photosIn.add(photo.key);
        photos.push({ ...photo, state });
      }
      const dispositions = (await platform.records.get(entry.inspection.id))?.dispositions ?? [];
      return { entry, photos, dispositions };
    },
  };
}

import { photosOf, type SealedPhoto } from "../domain/bundle.ts";
import { CHAIN_START, type ChainHead, sha256Hex } from "../domain/evidence.ts";
import type { StoredEntry } from "../ports/evidence-vault.ts";
import { checkLink, judgePhoto, readPhoto } from "./check-entry.ts";
import type { Platform } from "./platform.ts";
import { noInspection } from "./review-inspection.ts";

export type InspectionCheck = {
  what: "record" | SealedPhoto["name"];
  /** `expired`: removed after its retention, as is allowed. */
  state: "intact" | "expired" | "damaged";
  /** Of what should be there. */
  sha256: string;
  /** What is wrong, where something is. */
  detail?: string;
};

export type InspectionVerification = { intact: boolean; sequence: number; checks: InspectionCheck[] };

/**
 * Check one inspection alone: its entry against its own hash, the hash recorded when it was sealed and the entry before
 * it, and its photos against the entry. Whether all that came before is as it was is for `verifyEvidence` to tell.
 * @throws PartproofError `not-found`
 */
export async function verifyInspection(
  platform: Pick<Platform, "records" | "vault" | "images" | "now">,
  id: string,
): Promise<InspectionVerification> {
  const inspection = await platform.records.get(id);
  if (!inspection) throw noInspection(id);
  const { sequence, recordSha256 } = inspection.evidence;
  const { before, stored } = await readLink(platform, sequence);
  const link =
    stored && before
      ? await checkLink(platform, stored, before)
      : { fault: { what: `removed: entry ${stored ? sequence - 1 : sequence} is not there to be read` } };
  const record: InspectionCheck =
    "fault" in link
      ? { what: "record", state: "damaged", sha256: recordSha256, detail: link.fault.what }
      : { what: "record", state: "intact", sha256: recordSha256 };
  const photos = stored && "entry" in stored ? photosOf(stored.entry) : [];
  const checks = [record];
  for (const photo of photos) checks.push(await checkPhoto(platform, photo));
  return { intact: checks.every(({ state }) => state !== "damaged"), sequence, checks };
}

/** The entry and the head that it follows; what cannot be read is not there. */
async function readLink(
  { vault }: Pick<Platform, "vault">,
  sequence: number,
): Promise<{ before?: ChainHead; stored?: StoredEntry }> {
  let before: ChainHead | undefined = sequence === 1 ? { sequence: 0, sha256: CHAIN_START } : undefined;
  for await (const stored of vault.entries(Math.max(0, sequence - 2))) {
    if (stored.sequence === sequence) return { ...(before && { before }), stored };
    if (stored.sequence > sequence) break;
    if ("entry" in stored) before = { sequence: stored.sequence, sha256: stored.entry.sha256 };
  }
  return { ...(before && { before }) };
}

async function checkPhoto(
  platform: Pick<Platform, "images" | "now">,
  photo: SealedPhoto,
): Promise<InspectionCheck> {
  const bytes = await readPhoto(platform, photo);
  const found = judgePhoto(photo, bytes && (await sha256Hex(bytes)), platform.now());
  const { name: what, sha256 } = photo;
  if (found === "intact" || found === "expired") return { what, state: found, sha256 };
  return { what, state: "damaged", sha256, detail: found };
}

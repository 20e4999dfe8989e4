import { CHAIN_START } from "../domain/evidence.ts";
import type { Checkpoints } from "../ports/checkpoints.ts";
import type { Platform } from "./platform.ts";
import { type Verification, verifyEvidence } from "./verify-evidence.ts";

/**
 * A round reads every entry, and the photos of one entry in so many; the next round those of the next. So each photo is
 * read once in this many rounds. Entries are small; photos in cold storage are what a check of everything costs.
 */
export const ROUNDS_FOR_ALL_PHOTOS = 12;

/**
 * Check everything from the start, over as many calls as it takes: each goes on where the last one stopped. It stops at a
 * fault, and finds it again each time until somebody deals with it.
 * @param options begin: start a new round when none is under way; mustStop: asked after each entry
 * @returns what this call found; undefined when no round is under way and none was to begin
 */
export async function verifyRound(
  platform: Pick<Platform, "vault" | "images" | "records" | "now" | "telemetry">,
  checkpoints: Checkpoints,
  options: { begin: boolean; mustStop: () => boolean },
): Promise<Verification | undefined> {
  const last = await checkpoints.round();
  const isUnderWay = last !== undefined && !last.ended;
  if (!isUnderWay && !options.begin) return undefined;
  const { number, through } = isUnderWay ? last : { number: (last?.number ?? 0) + 1, through: START };
  const verification = await verifyEvidence(platform, {
    mustStop: options.mustStop,
    after: through,
    readsPhotosOf: (sequence) => sequence % ROUNDS_FOR_ALL_PHOTOS === number % ROUNDS_FOR_ALL_PHOTOS,
  });
  const ended = verification.intact && verification.complete;
  await checkpoints.keepRound({ number, through: verification.head, ended });
  return verification;
}

const START = { sequence: 0, sha256: CHAIN_START };

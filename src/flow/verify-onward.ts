import type { Checkpoints } from "../ports/checkpoints.ts";
import type { Platform } from "./platform.ts";
import { type Verification, verifyEvidence } from "./verify-evidence.ts";

/**
 * Check what was sealed since the last check, as far as time allows; the next call goes on from there. It stops at a
 * fault, and finds it again each time until somebody deals with it. What was checked before can be altered later, so
 * check everything now and then as well.
 * @param mustStop asked after each entry
 */
export async function verifyOnward(
  platform: Pick<Platform, "vault" | "images" | "records" | "now" | "telemetry">,
  checkpoints: Checkpoints,
  mustStop: () => boolean,
): Promise<Verification> {
  const after = await checkpoints.verifiedThrough();
  const verification = await verifyEvidence(platform, { mustStop, ...(after ? { after } : {}) });
  if (verification.entries > 0) await checkpoints.advance(verification.head);
  return verification;
}

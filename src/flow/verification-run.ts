import { PartproofError } from "../domain/errors.ts";
import type { VerificationLog } from "../ports/verification-log.ts";
import type { Platform } from "./platform.ts";
import { type Verification, type VerifyOptions, verifyEvidence } from "./verify-evidence.ts";

/** A check of the evidence under way. `total`: the entries there were when it began. */
export type VerificationProgress = { startedAt: string; entries: number; total: number };

/** Checks evidence one run at a time in this process, tells how far it is, and remembers what it found. */
export function createVerificationRunner(
  platform: Pick<Platform, "vault" | "images" | "records" | "now" | "telemetry">,
  log: VerificationLog,
) {
  let running: VerificationProgress | undefined;

  return {
    progress: (): VerificationProgress | undefined => running,

    /** @throws PartproofError `unavailable` while another one is running */
    async run(by: string, options: Omit<VerifyOptions, "onProgress">): Promise<Verification> {
      if (running) {
        throw new PartproofError(
          "unavailable",
          "A verification is running already. Ask again when it has ended.",
        );
      }
      const progress = { startedAt: platform.now().toISOString(), entries: 0, total: 0 };
      running = progress;
      try {
        const already = options.after?.sequence ?? 0;
        progress.total = (await platform.vault.head()).sequence - already;
        const found = await verifyEvidence(platform, {
          ...options,
          onProgress: (entries) => {
            progress.entries = entries;
          },
        });
        await keepVerification(log, found, platform.now(), by);
        return found;
      } finally {
        running = undefined;
      }
    },
  };
}

/** Remember what a check found, and who asked for it. */
export async function keepVerification(
  log: VerificationLog,
  found: Verification,
  now: Date,
  by: string,
): Promise<void> {
  const { intact, entries, photos, complete, head, fault } = found;
  const kept = { at: now.toISOString(), by, intact, through: head.sequence, entries, photos, complete };
  await log.keep(fault ? { ...kept, fault } : kept);
}

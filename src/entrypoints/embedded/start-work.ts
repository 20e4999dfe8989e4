import { deliverNextMessage } from "../../flow/deliver-messages.ts";
import type { Platform } from "../../flow/platform.ts";
import { processNext } from "../../flow/process-next.ts";
import { recoverSealedEntries } from "../../flow/record-entry.ts";
import { summarizeShift } from "../../flow/summarize-shift.ts";
import type { Config } from "../../wiring/config.ts";
import { runLoop } from "./job-loop.ts";
import { createFolderWatch } from "./watch-folder.ts";

const JOB_IDLE_MS = 25;
const FOLDER_IDLE_MS = 250;
const MESSAGE_IDLE_MS = 500;
const SHIFT_IDLE_MS = 60_000;

export type Work = { stop(): Promise<void> };

/**
 * Everything that goes on by itself on one machine: take photos from the folder, inspect, deliver, sum up shifts.
 * First finishes what a crashed process had begun.
 */
export async function startWork(
  platform: Platform,
  config: Pick<Config, "concurrency" | "settleMs" | "shiftStarts">,
  directory: string,
): Promise<Work> {
  await recoverSealedEntries(platform);
  await platform.outbox.recover(platform.notifier.idempotent);
  const watch = createFolderWatch(platform, { directory, settleMs: config.settleMs });
  const intake = new AbortController();
  const rest = new AbortController();
  const loop = (name: string, idleMs: number, signal: AbortSignal, step: () => Promise<boolean>) =>
    runLoop(name, step, { idleMs, signal, telemetry: platform.telemetry });

  const taking = loop("take photos from the folder", FOLDER_IDLE_MS, intake.signal, async () => {
    return (await watch.look()) > 0;
  });
  const inspecting = Array.from({ length: config.concurrency }, () =>
    loop("inspect photos", JOB_IDLE_MS, rest.signal, async () => (await processNext(platform)) !== "idle"),
  );
  const delivering = loop("deliver messages", MESSAGE_IDLE_MS, rest.signal, () =>
    deliverNextMessage(platform),
  );
  const summing = loop("sum up the shift", SHIFT_IDLE_MS, rest.signal, async () => {
    await summarizeShift(platform, config.shiftStarts);
    return false;
  });

  return {
    /** Takes nothing new, finishes the photos under way; what waits is durable and waits on. */
    async stop() {
      intake.abort();
      rest.abort();
      await Promise.all([taking, ...inspecting, delivering, summing]);
    },
  };
}

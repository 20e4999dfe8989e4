import { removeUnusedPhotos } from "../../flow/add-lesson-photo.ts";
import { applyRules } from "../../flow/apply-rules.ts";
import { deliverNextMessage } from "../../flow/deliver-messages.ts";
import { keepDueReports } from "../../flow/keep-reports.ts";
import type { Platform } from "../../flow/platform.ts";
import { processNext } from "../../flow/process-next.ts";
import { recoverSealedEntries } from "../../flow/record-entry.ts";
import { createDeadLetterSignal } from "../../flow/signal-dead-letters.ts";
import { createLateSignal } from "../../flow/signal-late-verdicts.ts";
import { summarizeShift } from "../../flow/summarize-shift.ts";
import { teachNextLesson } from "../../flow/teach-next-lesson.ts";
import { renderReport } from "../../report-forms/render-report.ts";
import type { Config } from "../../wiring/config.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { runLoop } from "./job-loop.ts";
import { createFolderWatch } from "./watch-folder.ts";

const JOB_IDLE_MS = 25;
const FOLDER_IDLE_MS = 250;
const MESSAGE_IDLE_MS = 500;
/** A line waits for its signal, so it is looked for as often as for photos. */
const LINE_SIGNAL_IDLE_MS = 25;
const RULES_IDLE_MS = 250;
const DEAD_LETTER_IDLE_MS = 2000;
const SHIFT_IDLE_MS = 60_000;
const LESSON_IDLE_MS = 500;
const UNUSED_PHOTOS_MS = 600_000;
const REPORT_IDLE_MS = 60_000;

export type Work = { stop(): Promise<void> };

/** What tells programs and chats beside mail, what teaches, and which reports are made; see wireEmbedded. */
type Beside = Pick<EmbeddedPlatform, "channels" | "pendingPhotos" | "teaching" | "reportSchedules">;

/**
 * Everything that goes on by itself on one machine: take photos from the folder, inspect, deliver, sum up shifts, teach.
 * First finishes what a crashed process had begun.
 */
export async function startWork(
  wired: Platform,
  config: Pick<Config, "concurrency" | "settleMs" | "shiftStarts">,
  directory: string,
  beside?: Beside,
): Promise<Work> {
  const platform: Platform = { ...wired, settings: { ...wired.settings, guardsStorms: true } };
  const { channels = [], reportSchedules = [] } = beside ?? {};
  await recoverSealedEntries(platform);
  const senders = [platform, ...channels.map((channel) => channel.platform)];
  for (const { outbox, notifier } of senders) await outbox.recover(notifier.idempotent);
  // The rules know what they have heard.
  await platform.rules.inbox.recover(true);
  // Not waited for: a broker that is away must not keep photos from being inspected.
  for (const { name, open } of channels) {
    open?.().catch((error: unknown) => platform.telemetry.failed(`connect the channel ${name}`, error));
  }
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
  const deciding = [
    loop("apply notification rules", RULES_IDLE_MS, rest.signal, () => applyRules(platform)),
    loop("tell rules of dead letters", DEAD_LETTER_IDLE_MS, rest.signal, createDeadLetterSignal(platform)),
  ];
  const delivering = [
    loop("deliver messages", MESSAGE_IDLE_MS, rest.signal, () => deliverNextMessage(platform)),
    ...channels.map(({ name, kind, platform: own }) =>
      loop(
        `deliver messages to ${name}`,
        kind === "mqtt" ? LINE_SIGNAL_IDLE_MS : MESSAGE_IDLE_MS,
        rest.signal,
        () => deliverNextMessage(own),
      ),
    ),
  ];
  const lines = new Set(channels.filter(({ kind }) => kind === "mqtt").map(({ name }) => name));
  const signaling =
    beside && lines.size > 0
      ? [
          loop(
            "tell lines of late verdicts",
            LINE_SIGNAL_IDLE_MS,
            rest.signal,
            createLateSignal(platform, beside.pendingPhotos, lines),
          ),
        ]
      : [];
  const summing = loop("sum up the shift", SHIFT_IDLE_MS, rest.signal, async () => {
    await summarizeShift(platform, config.shiftStarts);
    return false;
  });
  const teaching =
    beside && loop("teach lessons", LESSON_IDLE_MS, rest.signal, teachLessons(beside.teaching, rest.signal));
  const reporting = loop("make scheduled reports", REPORT_IDLE_MS, rest.signal, async () => {
    await keepDueReports(platform, reportSchedules, renderReport);
    return false;
  });

  return {
    /** Takes nothing new, finishes the photos under way; what waits is durable and waits on. */
    async stop() {
      intake.abort();
      rest.abort();
      await Promise.all([
        taking,
        ...inspecting,
        ...deciding,
        ...delivering,
        ...signaling,
        summing,
        teaching,
        reporting,
      ]);
    },
  };
}

/** Between lessons, never amid one, the files of photos that nobody uses any more are deleted. */
function teachLessons(desk: EmbeddedPlatform["teaching"], signal: AbortSignal): () => Promise<boolean> {
  let removeAtMs = 0;
  return async () => {
    if (await teachNextLesson(desk, signal)) return true;
    if (desk.now().getTime() >= removeAtMs) {
      removeAtMs = desk.now().getTime() + UNUSED_PHOTOS_MS;
      await removeUnusedPhotos(desk);
    }
    return false;
  };
}

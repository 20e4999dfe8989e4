import { asPartproofError, PartproofError } from "../domain/errors.ts";
import type { Teaching } from "../domain/lesson.ts";
import { INTERRUPTED } from "../ports/teaching-store.ts";
import type { TeachingDesk } from "./teaching-desk.ts";

/** How often a running lesson says that it is alive, and after how much silence it counts as interrupted. */
const REPORT_MS = 1000;
const SILENT_MS = 20_000;

/**
 * Teach the lesson that waits longest, if none is being taught. It is learned as it is when its turn comes.
 * @param signal the server stops: the lesson under way fails, to be started again
 * @returns whether there was one
 */
export async function teachNextLesson(
  desk: TeachingDesk,
  signal: AbortSignal,
  reportMs = REPORT_MS,
): Promise<boolean> {
  const { teachings, now } = desk;
  const teaching = await teachings.claim(now(), new Date(now().getTime() - SILENT_MS));
  if (!teaching) return false;
  const canceled = new AbortController();
  const progress = { fraction: 0, stage: "reading photos" };
  const report = async () => {
    if (!(await teachings.report(teaching.id, progress, now()))) canceled.abort();
  };
  const beat = setInterval(() => {
    report().catch((error: unknown) => desk.telemetry.failed("report on a lesson", error));
  }, reportMs);
  try {
    const content = await learn(desk, teaching, AbortSignal.any([signal, canceled.signal]), progress);
    clearInterval(beat);
    await report();
    if (canceled.signal.aborted) return true;
    const { version } = await desk.models.put(teaching.model, content, now().toISOString());
    await teachings.end(teaching.id, { state: "done", version }, now());
  } catch (error) {
    if (canceled.signal.aborted) return true;
    const { code, message } = asPartproofError(error);
    if (code === "internal" && !signal.aborted) desk.telemetry.failed("teach a lesson", error);
    const why = signal.aborted ? INTERRUPTED : message;
    await teachings.end(teaching.id, { state: "failed", message: why }, now());
  } finally {
    clearInterval(beat);
  }
  return true;
}

async function learn(
  { lessons, teacher }: TeachingDesk,
  { lessonId, model, look, effort, seed }: Teaching,
  signal: AbortSignal,
  progress: { fraction: number; stage: string },
): Promise<Uint8Array> {
  signal.throwIfAborted();
  const photos = await lessons.photos(lessonId);
  if (photos.length === 0) {
    throw new PartproofError(
      "invalid-input",
      "The lesson has no photo. Add some, and mark the parts on them.",
    );
  }
  return teacher.teach(
    photos,
    { model, look, effort, seed },
    {
      signal,
      onProgress(fraction, stage) {
        Object.assign(progress, { fraction, stage });
      },
    },
  );
}

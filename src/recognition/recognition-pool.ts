import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import type { Box, Detection } from "../domain/detection.ts";
import { PartproofError } from "../domain/errors.ts";
import type { DecodedPhoto } from "../domain/photo.ts";
import type { TextLine } from "../domain/text-line.ts";
import { GENERAL_SIDE } from "./general-detector.ts";
import { readImportedModel } from "./imported/imported-model-file.ts";
import { type InputSize, toLetterbox } from "./imported/letterbox.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { TeachProgress } from "./lesson.ts";
import { readOutline } from "./model-container.ts";
import type {
  DetectImportedTask,
  DetectPartsTask,
  LessonDesk,
  PartsLook,
  TeachNormalTask,
  TeachTask,
  WorkerAnswer,
} from "./recognition-worker.ts";
import type { TeachOptions } from "./teach.ts";
import { cropForText, type TextCrop } from "./text/text-crop.ts";
import { toSquarePhoto, toWorkingPhoto, type WorkingPhoto } from "./working-photo.ts";

/** A taught or imported model: `load` is called once for a version, then the model is kept. */
export type ModelSource = { version: string; load(): Promise<Uint8Array> };

/** Looks at photos and learns from them in worker threads; the event loop stays free. */
export type RecognitionPool = {
  /** Everyday objects (the 80 classes of COCO), best first, also weak ones. */
  detectObjects(photo: DecodedPhoto): Promise<Detection[]>;
  /**
   * The parts a model was taught, or an imported detector knows, best first, also weak ones; and why the model does
   * not vouch for this look, if so.
   * @throws PartproofError `damaged`
   */
  detectParts(photo: DecodedPhoto, model: ModelSource): Promise<PartsLook>;
  /** The lines of text in an area of the photo, from top to bottom, also unsure ones. */
  readText(photo: DecodedPhoto, area: Box): Promise<TextLine[]>;
  /**
   * Learns a model from labelled photos; one at a time, more wait. @returns a model file
   * @throws PartproofError `invalid-input`; an AbortError when `signal` says so
   */
  teach(
    examples: readonly LabelledPhoto[],
    options?: TeachOptions & { signal?: AbortSignal },
    onProgress?: TeachProgress,
  ): Promise<Uint8Array>;
  /**
   * Learns how normal widgets look, from photos of one fixed camera without boxes; such a model sees one part,
   * `anomaly`. @returns a model file
   * @throws PartproofError `invalid-input`; an AbortError when `signal` says so
   */
  teachNormal(
    files: readonly string[],
    options?: { signal?: AbortSignal },
    onProgress?: TeachProgress,
  ): Promise<Uint8Array>;
  /** Stops lessons and workers; looks under way fail. */
  close(): Promise<void>;
};

const KEPT_MODELS = 32;
const IDLE_MS = 10_000;

/** @param options.threads photos looked at at the same time; default: one a processor core */
export function createRecognitionPool(options: { threads?: number } = {}): RecognitionPool {
  const filename = createRequire(import.meta.url).resolve("#recognition-worker");
  const threads = options.threads ?? availableParallelism();
  // From the first photo on, and not before: a thread that is ended while it loads can take the process with it
  // (Node.js 20), and most commands never look.
  let lookers: Piscina | undefined;
  const look = async <T>(task: object, name: string): Promise<T> => {
    lookers ??= new Piscina({ filename, minThreads: 1, maxThreads: threads, idleTimeout: 60_000 });
    return open<T>(await lookers.run(task, { name }));
  };
  // A teacher of its own: learning takes long and uses all cores, and must not hold up a line.
  const teacher = new Piscina({ filename, minThreads: 0, maxThreads: 1, idleTimeout: IDLE_MS });
  const models = new Map<string, Promise<KeptModel>>();
  const lessons = new Set<{ stop(): void; ended: Promise<unknown> }>();

  const kept = (model: ModelSource): Promise<KeptModel> => {
    const known = models.get(model.version);
    if (known) return known;
    const loading = keepModel(model);
    models.set(model.version, loading);
    loading.catch(() => models.delete(model.version));
    const [oldest] = models.keys();
    if (models.size > KEPT_MODELS && oldest !== undefined) models.delete(oldest);
    return loading;
  };

  return {
    async detectObjects(photo) {
      const task: { photo: WorkingPhoto } = { photo: await toSquarePhoto(photo, GENERAL_SIDE) };
      return look<Detection[]>(task, "detectObjects");
    },
    async detectParts(photo, model) {
      const { file, longSide, imported } = await kept(model);
      if (imported) {
        const fitted = await toLetterbox(photo, imported.input, imported.aspect);
        const task: DetectImportedTask = { photo: fitted, version: model.version, file };
        return look<PartsLook>(task, "detectImported");
      }
      const task: DetectPartsTask = {
        photo: await toWorkingPhoto(photo, longSide),
        version: model.version,
        file,
      };
      return look<PartsLook>(task, "detectParts");
    },
    async readText(photo, area) {
      const task: { crop: TextCrop } = { crop: await cropForText(photo, area) };
      return look<TextLine[]>(task, "readText");
    },
    teach(examples, { signal, ...teachOptions } = {}, onProgress = () => {}) {
      return lesson(onProgress, signal, (desk) => {
        const task: TeachTask = { examples: [...examples], options: teachOptions, threads, desk };
        return teacher.run(task, { name: "teachParts", transferList: [desk.progress] });
      });
    },
    teachNormal(files, { signal } = {}, onProgress = () => {}) {
      return lesson(onProgress, signal, (desk) => {
        const task: TeachNormalTask = { files: [...files], threads, desk };
        return teacher.run(task, { name: "teachNormalLook", transferList: [desk.progress] });
      });
    },
    async close() {
      for (const { stop } of lessons) stop();
      await Promise.allSettled([...lessons].map(({ ended }) => ended));
      await Promise.all([lookers?.destroy(), teacher.destroy()]);
    },
  };

  /** Runs a lesson in the teacher's thread and passes on how far it is. @throws an AbortError when it was stopped */
  async function lesson(
    onProgress: TeachProgress,
    signal: AbortSignal | undefined,
    run: (desk: LessonDesk) => Promise<WorkerAnswer<Uint8Array>>,
  ): Promise<Uint8Array> {
    signal?.throwIfAborted();
    const { port1, port2 } = new MessageChannel();
    port1.on("message", ({ fraction, stage }: { fraction: number; stage: string }) =>
      onProgress(fraction, stage),
    );
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const ended = run({ progress: port2, stop });
    const entry = { stop: () => Atomics.store(stop, 0, 1), ended };
    lessons.add(entry);
    signal?.addEventListener("abort", entry.stop);
    try {
      const answer = await ended;
      if (Atomics.load(stop, 0) !== 0) throw new DOMException("The lesson was stopped.", "AbortError");
      return open(answer);
    } finally {
      signal?.removeEventListener("abort", entry.stop);
      lessons.delete(entry);
      port1.close();
    }
  }
}

/** `imported`: how a detector from elsewhere wants its photos. */
type KeptModel = {
  file: Uint8Array;
  longSide: number;
  imported?: { input: InputSize; aspect: "keep" | "stretch" };
};

/** The bytes go into shared memory: every worker reads the same copy. */
async function keepModel(model: ModelSource): Promise<KeptModel> {
  const content = await model.load();
  const file = new Uint8Array(new SharedArrayBuffer(content.length));
  file.set(content);
  const { mode, longSide } = readOutline(content);
  if (mode === "imported") {
    const { input, layout } = readImportedModel(content).header;
    const aspect = layout === "rt-detr" ? "stretch" : "keep";
    return { file, longSide, imported: { input, aspect } };
  }
  return { file, longSide };
}

function open<T>(answer: WorkerAnswer<T>): T {
  if ("value" in answer) return answer.value;
  const { code, message, retryable, faults } = answer.fault;
  throw new PartproofError(code, message, { retryable, faults });
}

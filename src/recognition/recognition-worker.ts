import type { MessagePort } from "node:worker_threads";
import sharp from "sharp";
import type { Detection } from "../domain/detection.ts";
import { asPartproofError, type ErrorCode, type Fault } from "../domain/errors.ts";
import type { HeatMap } from "../domain/heat-map.ts";
import type { TextLine } from "../domain/text-line.ts";
import { lookNormal, openNormal } from "./anomaly/look-normal.ts";
import { teachNormal } from "./anomaly/teach-normal.ts";
import { openBackbone } from "./backbone.ts";
import { openDotProducts } from "./dot-products.ts";
import { openHeadRunner } from "./find-head.ts";
import { findParts, type OpenModel, openModel } from "./find-parts.ts";
import { openFinder } from "./finder.ts";
import { openGeneralDetector } from "./general-detector.ts";
import { lookGolden, type OpenGolden, openGolden } from "./golden/look-golden.ts";
import { openSharedBits } from "./golden/shared-bits.ts";
import { openStepSession } from "./head-trainer.ts";
import { createImportedDetectors } from "./imported/imported-detector.ts";
import type { Letterbox } from "./imported/letterbox.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { TeachProgress } from "./lesson.ts";
import { readOutline } from "./model-container.ts";
import { type TeachOptions, teach } from "./teach.ts";
import { readLines } from "./text/read-lines.ts";
import type { TextCrop } from "./text/text-crop.ts";
import { openTextNetworks } from "./text/text-networks.ts";
import type { WorkingPhoto } from "./working-photo.ts";

/** Errors lose their class between threads, so they travel as data. */
export type WorkerFault = { code: ErrorCode; message: string; retryable: boolean; faults: readonly Fault[] };
export type WorkerAnswer<T> = { value: T } | { fault: WorkerFault };

export type DetectPartsTask = { photo: WorkingPhoto; version: string; file: Uint8Array };
export type DetectImportedTask = { photo: Letterbox; version: string; file: Uint8Array };
export type TeachTask = {
  examples: LabelledPhoto[];
  options: TeachOptions;
  threads: number;
  desk: LessonDesk;
};

export type TeachNormalTask = { files: string[]; threads: number; desk: LessonDesk };

/**
 * How a lesson and whoever ordered it talk: progress goes out, and `stop[0]` other than 0 ends the lesson at its
 * next step. A thread that is ended from outside amid a run of the model takes the whole process with it.
 */
export type LessonDesk = { progress: MessagePort; stop: Int32Array };

/** What a model saw, and why it does not vouch for it where it does not; where anomalies are, how unusual each place is. */
export type PartsLook = { detections: Detection[]; reservations: string[]; heatMap?: HeatMap };

type Looker = { look(photo: WorkingPhoto): Promise<PartsLook> };

/** Models kept open in each worker; the one not used for longest makes room. */
const OPEN_MODELS = 8;
const openModels = new Map<string, Promise<Looker>>();

/** One session of each kind a worker, opened when first needed and kept; one processor thread each. */
const backbone = once(() => openBackbone(1));
const finder = once(() => openFinder(1));
const general = once(async () => openGeneralDetector(await backbone(), 1));
const products = once(() => openDotProducts(1));
const sharedBits = once(() => openSharedBits(1));
const textNetworks = once(() => openTextNetworks(1));

const importedDetectors = createImportedDetectors(1);

export function detectObjects(task: { photo: WorkingPhoto }): Promise<WorkerAnswer<Detection[]>> {
  return answer(async () => (await general()).detect(task.photo));
}

export function detectParts(task: DetectPartsTask): Promise<WorkerAnswer<PartsLook>> {
  return answer(async () => {
    const looker = openModels.get(task.version) ?? openLooker(task.file);
    openModels.delete(task.version);
    openModels.set(task.version, looker);
    looker.catch(() => openModels.delete(task.version));
    const [oldest] = openModels.entries();
    if (openModels.size > OPEN_MODELS && oldest) openModels.delete(oldest[0]);
    return (await looker).look(task.photo);
  });
}

async function openLooker(file: Uint8Array): Promise<Looker> {
  const { mode } = readOutline(file);
  if (mode === "normal") {
    const model = openNormal(file, await products());
    return { look: async (photo) => lookNormal(photo, model, await backbone()) };
  }
  if (mode === "golden") {
    const model: OpenGolden = await openGolden(file, {
      products: await products(),
      sharedBits: await sharedBits(),
    });
    return { look: async (photo) => lookGolden(photo, model, await backbone()) };
  }
  const model: OpenModel = openModel(file);
  return {
    async look(photo) {
      return { detections: await findParts(photo, model, await finder()), reservations: [] };
    },
  };
}

export function detectImported(task: DetectImportedTask): Promise<WorkerAnswer<PartsLook>> {
  return answer(async () => ({ detections: await importedDetectors.detect(task), reservations: [] }));
}

export function readText(task: { crop: TextCrop }): Promise<WorkerAnswer<TextLine[]>> {
  return answer(async () => readLines(task.crop, await textNetworks()));
}

export function teachParts({
  examples,
  options,
  threads,
  desk,
}: TeachTask): Promise<WorkerAnswer<Uint8Array>> {
  return answer(async () => {
    sharp.concurrency(threads);
    const own = {
      backbone: await openBackbone(threads),
      products: await openDotProducts(threads),
      sharedBits: await openSharedBits(threads),
      runner: await openHeadRunner(threads),
      stepSession: await openStepSession(threads),
    };
    try {
      return await teach(examples, options, own, report(desk));
    } finally {
      desk.progress.close();
    }
  });
}

export function teachNormalLook({
  files,
  threads,
  desk,
}: TeachNormalTask): Promise<WorkerAnswer<Uint8Array>> {
  return answer(async () => {
    try {
      const own = { backbone: await openBackbone(threads), products: await openDotProducts(threads) };
      return await teachNormal(files, own, report(desk));
    } finally {
      desk.progress.close();
    }
  });
}

function report({ progress, stop }: LessonDesk): TeachProgress {
  return (fraction, stage) => {
    if (Atomics.load(stop, 0) !== 0) throw new Error("The lesson was stopped.");
    progress.postMessage({ fraction, stage });
  };
}

async function answer<T>(work: () => Promise<T>): Promise<WorkerAnswer<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    const { code, message, retryable, faults, cause } = asPartproofError(error);
    const why = code === "internal" && cause instanceof Error ? `${message} (${cause.message})` : message;
    return { fault: { code, message: why, retryable, faults } };
  }
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}

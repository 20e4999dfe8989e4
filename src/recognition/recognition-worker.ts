import type { MessagePort } from "node:worker_threads";
import sharp from "sharp";
import type { Detection } from "../domain/detection.ts";
import { asPartproofError, type ErrorCode, type Fault } from "../domain/errors.ts";
import { openBackbone } from "./backbone.ts";
import { openHeadRunner } from "./find-head.ts";
import { findParts, type OpenModel, openModel } from "./find-parts.ts";
import { openGeneralDetector } from "./general-detector.ts";
import { openStepSession } from "./head-trainer.ts";
import { createImportedDetectors } from "./imported/imported-detector.ts";
import type { Letterbox } from "./imported/letterbox.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import { type TeachOptions, teach } from "./teach.ts";
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
  progress: MessagePort;
};

/** Models kept open in each worker; the one not used for longest makes room. */
const OPEN_MODELS = 8;
const openModels = new Map<string, OpenModel>();

/** One session of each kind a worker, opened when first needed and kept; one processor thread each. */
const backbone = once(() => openBackbone(1));
const runner = once(() => openHeadRunner(1));
const general = once(async () => openGeneralDetector(await backbone(), 1));

const importedDetectors = createImportedDetectors(1);

export function detectObjects(task: { photo: WorkingPhoto }): Promise<WorkerAnswer<Detection[]>> {
  return answer(async () => (await general()).detect(task.photo));
}

export function detectParts(task: DetectPartsTask): Promise<WorkerAnswer<Detection[]>> {
  return answer(async () => {
    const model = openModels.get(task.version) ?? openModel(task.file);
    openModels.delete(task.version);
    openModels.set(task.version, model);
    const [oldest] = openModels.keys();
    if (openModels.size > OPEN_MODELS && oldest !== undefined) openModels.delete(oldest);
    return findParts(task.photo, model, { backbone: await backbone(), runner: await runner() });
  });
}

export function detectImported(task: DetectImportedTask): Promise<WorkerAnswer<Detection[]>> {
  return answer(() => importedDetectors.detect(task));
}

export function teachParts({
  examples,
  options,
  threads,
  progress,
}: TeachTask): Promise<WorkerAnswer<Uint8Array>> {
  return answer(async () => {
    sharp.concurrency(threads);
    const own = {
      backbone: await openBackbone(threads),
      runner: await openHeadRunner(threads),
      stepSession: await openStepSession(threads),
    };
    try {
      return await teach(examples, options, own, (fraction, stage) =>
        progress.postMessage({ fraction, stage }),
      );
    } finally {
      progress.close();
    }
  });
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

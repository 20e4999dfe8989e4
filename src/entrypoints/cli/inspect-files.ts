import { open } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PartproofError } from "../../domain/errors.ts";
import type { Inspection, Source } from "../../domain/inspection.ts";
import type { RecipeRef } from "../../domain/recipe.ts";
import type { Platform } from "../../flow/platform.ts";
import { processNext } from "../../flow/process-next.ts";
import { receiveImage } from "../../flow/receive-image.ts";
import { photoFrom } from "../embedded/watch-folder.ts";

export type InspectOptions = { recipe: RecipeRef; modelVersion: string; source: Omit<Source, "fileName"> };
export type InspectedFile = { file: string; inspection: Inspection };

/**
 * Send files through the whole flow and yield their inspections in the order of the files, a few at a time.
 * @param options modelVersion: part of what makes a delivery the same: after teaching anew, files are inspected anew
 * @throws PartproofError for a file that cannot be read, or whose inspection was given up
 */
export async function* inspectFiles(
  platform: Platform,
  files: readonly string[],
  options: InspectOptions & { concurrency: number },
): AsyncGenerator<InspectedFile> {
  const underWay: Promise<InspectedFile>[] = [];
  for (const file of files) {
    const started = inspectFile(platform, file, options);
    // Awaited in order below; a failure meanwhile must not count as unhandled.
    started.catch(() => undefined);
    underWay.push(started);
    const first = underWay.length >= options.concurrency * 2 ? underWay.shift() : undefined;
    if (first) yield await first;
  }
  for (const rest of underWay) yield await rest;
}

async function inspectFile(
  platform: Platform,
  path: string,
  options: InspectOptions,
): Promise<InspectedFile> {
  const file = await open(path).catch((cause: unknown) => {
    throw new PartproofError("not-found", `Cannot read ${path}.`, { cause });
  });
  try {
    const { receipt } = await receiveImage(platform, {
      recipeId: options.recipe.id,
      recipeVersion: options.recipe.version,
      sourceKey: `cli:${resolve(path)}@${options.modelVersion}`,
      source: { ...options.source, fileName: basename(path) },
      ...(await photoFrom(file)),
    });
    return { file: path, inspection: await seeThrough(platform, receipt.inspectionId, path) };
  } finally {
    await file.close();
  }
}

/** Work on the line, ours or anybody's, until this photo has its verdict: a server on the same home may take it. */
async function seeThrough(platform: Platform, inspectionId: string, path: string): Promise<Inspection> {
  for (;;) {
    const inspection = await platform.records.get(inspectionId);
    if (inspection) return inspection;
    const buried = await platform.queue.deadLetter(inspectionId);
    if (buried) {
      const message = `${path} could not be inspected: ${buried.reason} It is kept as dead letter ${inspectionId}; after mending the cause: partproof dead-letters redrive ${inspectionId}`;
      throw new PartproofError("unavailable", message);
    }
    if ((await processNext(platform)) === "idle") await sleep(20);
  }
}

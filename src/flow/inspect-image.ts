import { PartproofError, UnusablePhotoError } from "../domain/errors.ts";
import type { Finding, Inspection, InspectionBody } from "../domain/inspection.ts";
import { areasToRead, judge } from "../domain/judge.ts";
import type { Recipe } from "../domain/recipe.ts";
import { decodePhoto } from "../imaging/decode-photo.ts";
import { markUp } from "../imaging/mark-up.ts";
import { measureImageQuality } from "../imaging/measure-image-quality.ts";
import type { Recognition, Recognizer } from "../ports/recognizer.ts";
import type { Receipt } from "../ports/record-store.ts";
import type { ClaimedJob } from "../ports/work-queue.ts";
import type { Platform } from "./platform.ts";
import { readTexts } from "./read-texts.ts";
import { recordInspection } from "./record-entry.ts";
import { type Stopwatch, startStopwatch } from "./stopwatch.ts";

/** Not a fault of the photo: somebody else is inspecting it, so whoever gets this lets go of it. */
export class LeaseLostError extends Error {
  constructor(inspectionId: string) {
    super(`The lease on inspection ${inspectionId} ran out, and another worker has it.`);
    this.name = "LeaseLostError";
  }
}

const DEFAULT_RETENTION_DAYS = 1096;

/**
 * Steps 2 and 3, inspect and record: look at a received photo, judge it by its recipe, mark it up, seal the
 * evidence. Safe to call again for the same job: what was recorded before is returned as it is. A file that is
 * not a usable photo becomes a `rejected` inspection; only faults of the platform are thrown.
 * @throws PartproofError; `retryable` says whether the same call may succeed later. LeaseLostError
 */
export async function inspectImage(platform: Platform, job: ClaimedJob): Promise<Inspection> {
  const { inspectionId } = job;
  const recorded = await platform.records.get(inspectionId);
  if (recorded) return recorded;
  const receipt = await platform.records.getReceipt(inspectionId);
  if (!receipt) throw new PartproofError("not-found", `There is no receipt for inspection ${inspectionId}.`);
  const recipe = (await platform.recipes.get(receipt.recipe.id, receipt.recipe.version))?.recipe;

  const stopwatch = startStopwatch();
  const body = await examine(platform, receipt, recipe, stopwatch).catch((error: unknown) => {
    if (!(error instanceof UnusablePhotoError)) throw error;
    return rejected(describe(platform, receipt, recipe), error, stopwatch);
  });
  await keepLease(platform, job);
  return recordInspection(platform, body);
}

/** A worker that was stopped for longer than its lease finds here that the photo is another's by now. */
async function keepLease(platform: Platform, job: ClaimedJob): Promise<void> {
  const until = new Date(platform.now().getTime() + platform.settings.leaseMs);
  if (!(await platform.queue.extend(job, until))) throw new LeaseLostError(job.inspectionId);
}

async function examine(
  platform: Platform,
  receipt: Receipt,
  recipe: Recipe | undefined,
  stopwatch: Stopwatch,
): Promise<InspectionBody> {
  if (!recipe) throw unknownRecipe(receipt);
  refuseTooManyBytes(platform, receipt);

  const bytes = await platform.images.get(receipt.imageKey);
  const photo = await decodePhoto(bytes, platform.settings.photoLimits);
  stopwatch.lap("decode");
  // At the same time: neither changes the photo.
  const [recognition, imageQuality] = await Promise.all([
    recognizerFor(platform, recipe).recognize(photo, recipe.recognizer.model),
    measureImageQuality(photo),
  ]);
  const areas = areasToRead(recipe, recognition.detections);
  const { readings, textReader } = await readTexts(platform, photo, areas);
  stopwatch.lap("recognize");
  const texts = { readings, serial: receipt.source.serial };
  const judgment = judge(recipe, recognition.detections, recognition.reservations, texts);
  stopwatch.lap("judge");
  const heat = heatToShow(recognition, judgment.findings);
  const common = describe(platform, receipt, recipe);
  // What no finding speaks of is drawn only where it could have mattered; the record keeps every detection.
  const weakestDrawn = recipe.minConfidence - recipe.reviewBand.below;
  const analyzed = await markUp(photo, {
    ...judgment,
    ...heat,
    detections: recognition.detections.filter((d) => d.confidence >= weakestDrawn),
    title: recipe.title,
    recipe: receipt.recipe,
    at: common.inspectedAt,
    inspectionId: receipt.inspectionId,
    serial: receipt.source.serial,
    line: receipt.source.line,
  });
  stopwatch.lap("annotate");
  const stored = await platform.images.put(analyzed, "jpg");
  stopwatch.lap("store");

  return {
    ...common,
    ...judgment,
    recognizer: recognition.recognizer,
    ...(textReader ? { textReader } : {}),
    imageQuality,
    detections: recognition.detections,
    ...heat,
    analyzedKey: stored.key,
    analyzedSha256: stored.sha256,
    timingsMs: stopwatch.timings(),
  };
}

/** On a usual photo the map says nothing; kept with every record it would be most of it. */
function heatToShow({ heatMap }: Recognition, findings: readonly Finding[]): Pick<InspectionBody, "heatMap"> {
  const isHot = findings.some(({ label, state }) => label === heatMap?.label && state !== "present");
  return heatMap && isHot ? { heatMap } : {};
}

function rejected(
  known: ReturnType<typeof describe>,
  error: UnusablePhotoError,
  stopwatch: Stopwatch,
): InspectionBody {
  return {
    ...known,
    detections: [],
    findings: [],
    verdict: "rejected",
    reasons: [error.message],
    rejectReason: error.reason,
    timingsMs: stopwatch.timings(),
  };
}

/** What is known of any photo, usable or not. */
function describe(platform: Platform, receipt: Receipt, recipe: Recipe | undefined) {
  const inspectedAt = platform.now();
  const retentionMs = (recipe?.retentionDays ?? DEFAULT_RETENTION_DAYS) * 24 * 60 * 60 * 1000;
  return {
    id: receipt.inspectionId,
    imageSha256: receipt.imageSha256,
    receivedAt: receipt.receivedAt,
    inspectedAt: inspectedAt.toISOString(),
    source: receipt.source,
    recipe: receipt.recipe,
    originalKey: receipt.imageKey,
    retainUntil: new Date(inspectedAt.getTime() + retentionMs).toISOString(),
  };
}

/** @throws PartproofError `not-found` when this platform has no such recognizer */
export function recognizerFor(platform: Pick<Platform, "recognizers">, recipe: Recipe): Recognizer {
  const { kind } = recipe.recognizer;
  const recognizer = platform.recognizers[kind];
  if (recognizer) return recognizer;
  const available = Object.keys(platform.recognizers).join(", ");
  const message = `Recipe ${recipe.id} asks for the recognizer "${kind}"; this platform has: ${available}.`;
  throw new PartproofError("not-found", message);
}

/** Judged by the size on the receipt, before the file is read into memory. */
function refuseTooManyBytes(platform: Platform, receipt: Receipt): void {
  const { maxBytes } = platform.settings.photoLimits;
  if (receipt.imageBytes <= maxBytes) return;
  const message = `The file has ${receipt.imageBytes} bytes; a photo may have at most ${maxBytes}. Lower the camera's resolution or quality.`;
  throw new UnusablePhotoError("too-many-bytes", message);
}

function unknownRecipe(receipt: Receipt): UnusablePhotoError {
  const message = `No recipe "${receipt.recipe.id}" is published. Publish it, then hand the photo in again.`;
  return new UnusablePhotoError("unknown-recipe", message);
}

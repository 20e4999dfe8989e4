import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { S3IncomingPhotos } from "../../adapters/aws/s3-incoming-photos.ts";
import type { DeadLetterQueue } from "../../adapters/aws/sqs-dead-letters.ts";
import { asPartproofError, PartproofError } from "../../domain/errors.ts";
import type { Inspection } from "../../domain/inspection.ts";
import { retryDelayMs } from "../../domain/retry-policy.ts";
import type { Platform } from "../../flow/platform.ts";
import { processJob } from "../../flow/process-job.ts";
import { readPhotoMessage } from "./photo-message.ts";
import { takeIn } from "./take-in.ts";

export type InspectDeps = {
  platform: Platform;
  incoming: Pick<S3IncomingPhotos, "open">;
  /** Tell everybody who wants to know, at least once an inspection. */
  publish(inspection: Inspection): Promise<void>;
  deadLetters: Pick<DeadLetterQueue, "put">;
  /** Hold a message back until it may be tried again. */
  hide(message: SQSRecord, delayMs: number): Promise<void>;
};

/** Another worker has the photo, or will: time enough for it to be done. */
const NOT_DUE_MS = 60_000;

/** The message has to come again, after `delayMs`. */
class ComeAgain extends Error {
  readonly delayMs: number;
  constructor(delayMs: number) {
    super("The photo has to wait.");
    this.delayMs = delayMs;
  }
}

/**
 * Inspect the photos that a batch of messages tells of, one after the other, since one photo takes what memory there
 * is. Messages may come twice, late and in any order: what was inspected before is published again and done.
 * @returns the messages that have to come again; each of them is hidden until it makes sense to look again
 */
export async function inspectBatch(deps: InspectDeps, event: SQSEvent): Promise<SQSBatchResponse> {
  return processPartialResponse(
    event,
    async (record: SQSRecord) => {
      await inspectMessage(deps, record).catch((thrown) => letComeAgain(deps, record, thrown));
    },
    new BatchProcessor(EventType.SQS),
    { processInParallel: false, throwOnFullBatchFailure: false },
  );
}

/**
 * What is wrong with the message itself, such as an object that is gone, throws as well: the same message fails each
 * time, and SQS puts it with the dead letters as it is.
 */
async function inspectMessage(deps: InspectDeps, record: SQSRecord): Promise<void> {
  const message = readPhotoMessage(record);
  if (message.kind === "folder") return;
  if (message.kind === "wake-up") return inspectOne(deps, record, message.inspectionId, message.redrive);
  await inspectOne(deps, record, await takeIn(deps.platform, deps.incoming, message), false);
}

async function inspectOne(
  deps: InspectDeps,
  record: SQSRecord,
  inspectionId: string,
  redrive: boolean,
): Promise<void> {
  const completed = new Map<string, Inspection>();
  const platform = listening(deps.platform, completed);
  let result = await processJob(platform, inspectionId);
  if (result.outcome === "dead" && redrive) {
    await platform.queue.redrive(inspectionId, platform.now());
    result = await processJob(platform, inspectionId);
  }
  if (result.outcome === "inspected") completed.set(inspectionId, result.inspection);
  for (const inspection of completed.values()) await deps.publish(inspection);

  if (result.outcome === "put-back") throw new ComeAgain(result.delayMs);
  if (result.outcome === "not-due" || result.outcome === "taken-over") throw new ComeAgain(NOT_DUE_MS);
  if (result.outcome === "unknown") {
    throw new PartproofError("not-found", `No photo was received under the id ${inspectionId}.`);
  }
  if (result.outcome === "inspected") return;
  // Dead already, and at the first sight of this message: a late repetition, whose copy is there.
  if (result.outcome === "dead" && Number(record.attributes.ApproximateReceiveCount) === 1) return;
  await deps.deadLetters.put({ body: record.body, inspectionId, reason: result.reason });
}

/** Also hears of the inspections that a worker before us had sealed and not told of. */
function listening(platform: Platform, completed: Map<string, Inspection>): Platform {
  const { telemetry } = platform;
  return {
    ...platform,
    telemetry: {
      failed: (...args) => telemetry.failed(...args),
      record(event) {
        telemetry.record(event);
        if (event.event === "inspection-completed") completed.set(event.inspection.id, event.inspection);
      },
    },
  };
}

async function letComeAgain(deps: InspectDeps, record: SQSRecord, thrown: unknown): Promise<never> {
  const { telemetry } = deps.platform;
  const context = { messageId: record.messageId };
  if (!(thrown instanceof ComeAgain)) telemetry.failed("inspect a photo", thrown, context);
  const tries = Number(record.attributes.ApproximateReceiveCount);
  const delayMs =
    thrown instanceof ComeAgain
      ? thrown.delayMs
      : (retryDelayMs(asPartproofError(thrown), tries, Math.random()) ?? NOT_DUE_MS);
  // Without it the message comes again when its visibility ends: later, but it comes.
  await deps.hide(record, delayMs).catch((error) => telemetry.failed("hold a message back", error, context));
  throw thrown;
}

import type { DeadLetterQueue } from "../../adapters/aws/sqs-dead-letters.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import type { WorkQueue } from "../../ports/work-queue.ts";

/** A redriven job needs no copy of its message among the dead letters any more. One that stays there does no harm. */
export function redriveBoth(
  queue: WorkQueue,
  deadLetters: Pick<DeadLetterQueue, "remove">,
  telemetry: Telemetry,
): WorkQueue {
  return {
    ...queue,
    async redrive(inspectionId, now) {
      await queue.redrive(inspectionId, now);
      await deadLetters
        .remove(inspectionId)
        .catch((error) => telemetry.failed("remove a dead letter's copy", error, { inspectionId }));
    },
  };
}

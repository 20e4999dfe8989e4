import { expect, test } from "vitest";
import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecipeStore } from "../../src/adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoReviewQueue } from "../../src/adapters/aws/dynamo-review-queue.ts";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import { deliverNextMessage } from "../../src/flow/deliver-messages.ts";
import type { Platform } from "../../src/flow/platform.ts";
import { processJob } from "../../src/flow/process-job.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { reconcile } from "../../src/flow/reconcile.ts";
import { verifyEvidence } from "../../src/flow/verify-evidence.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { type Interruption, interruptWrites } from "../support/interrupt-writes.ts";
import { createTestPlatform, fourScrews, screws, submission } from "../support/test-platform.ts";

/** A line with its records on DynamoDB and a photo whose widget lacks a screw; `on` is a process of that line. */
async function lineOnDynamo() {
  const { platform, memory, wait } = createTestPlatform({ recognize: () => screws(3) });
  const table = await temporaryTable();
  const on = (opened: DynamoTable): Platform => ({
    ...platform,
    records: createDynamoRecordStore(opened),
    reviews: createDynamoReviewQueue(opened),
    recipes: createDynamoRecipeStore(opened),
    queue: createDynamoWorkQueue(opened),
    outbox: createDynamoMessageOutbox({ ...opened, now: platform.now }),
  });
  await publishRecipe(on(table), fourScrews, { publishedBy: "test" });
  return { on, table, memory, wait };
}

async function handInAndSeeThrough(platform: Platform): Promise<void> {
  const { receipt } = await receiveImage(platform, await submission());
  await processJob(platform, receipt.inspectionId);
  while (await deliverNextMessage(platform));
}

const WRITES = 15;
const everyCrash = Array.from({ length: WRITES }, (_, i) => i + 1).flatMap((n) =>
  (["before", "after"] as const).map((when): [Interruption, number] => [when, n]),
);

test.each(everyCrash)(
  "a process that dies right %s write %i loses nothing and doubles nothing",
  async (when, n) => {
    const { on, table, memory, wait } = await lineOnDynamo();
    const dying = table.connect();
    interruptWrites(dying, n, when);
    await expect(handInAndSeeThrough(on(dying))).rejects.toThrow();

    // The lease runs out, the camera hands in again what nobody thanked it for, and another process goes on.
    wait(3_600_000);
    const next = on(table.connect());
    await receiveImage(next, await submission());
    while ((await processNext(next)) !== "idle");
    await next.outbox.recover(false);
    while (await deliverNextMessage(next));

    const verdicts = { pass: 0, fail: 1, review: 0, rejected: 0 };
    expect(await reconcile(next)).toEqual({
      received: 1,
      verdicts,
      deadLetters: 0,
      inProgress: 0,
      unaccounted: 0,
    });
    expect((await next.records.list({}, { limit: 10 })).items).toMatchObject([{ verdict: "fail" }]);
    expect(await verifyEvidence(next)).toMatchObject({ intact: true, head: { sequence: 2 } });
    expect(await next.records.recordedThrough()).toBe(2);
    // Nobody can know whether a mail arrived that was being sent: then support is told, and it is not sent again.
    const { sent, unconfirmed, ...open } = await next.outbox.counts();
    expect({ told: sent + unconfirmed, open }).toEqual({
      told: 1,
      open: { waiting: 0, sending: 0, failed: 0 },
    });
    expect(memory.notifier.mails.length).toBeLessThanOrEqual(1);
    expect(memory.notifier.mails.length).toBeGreaterThanOrEqual(sent);
  },
);

test("a photo takes as many writes as a process dies at here", async () => {
  const { on, table, memory } = await lineOnDynamo();
  const process = table.connect();
  const writesSoFar = interruptWrites(process, 1000, "before");

  await handInAndSeeThrough(on(process));

  expect(writesSoFar()).toBe(WRITES);
  expect(memory.notifier.mails).toHaveLength(1);
});

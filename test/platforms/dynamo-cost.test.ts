import { expect, test } from "vitest";
import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecipeStore } from "../../src/adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoReviewQueue } from "../../src/adapters/aws/dynamo-review-queue.ts";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import type { Detection } from "../../src/domain/detection.ts";
import { parseRecipe } from "../../src/domain/recipe.ts";
import { deliverNextMessage } from "../../src/flow/deliver-messages.ts";
import type { Platform } from "../../src/flow/platform.ts";
import { processJob } from "../../src/flow/process-job.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { allItems, bytesOf, type Capacity, indexBytesOf, meterCapacity } from "../support/meter-capacity.ts";
import { createTestPlatform, submission } from "../support/test-platform.ts";

/** A widget of a usual size: six kinds of parts, four of each. */
const LABELS = ["screw", "washer", "clip", "plug", "label", "spring"];
const widget = parseRecipe({
  id: "gearbox-cover",
  version: 1,
  title: "Gearbox cover",
  recognizer: { kind: "embedded", model: "cover" },
  parts: LABELS.map((label) => ({ label, count: 4 })),
  notify: { to: ["quality@example.com"] },
});

function parts(count: number): Detection[] {
  return Array.from({ length: count }, (_, i) => ({
    label: LABELS[i % LABELS.length] ?? "",
    confidence: 0.9 + Math.sin(i) / 20,
    box: {
      left: 0.03 * i + Math.sin(i) / 50,
      top: 0.4 + Math.cos(i) / 9,
      width: 0.02 + i / 997,
      height: 0.0312,
    },
  }));
}

/** What one photo costs on its way from the camera to its verdict, and its message if there is one. */
async function costOfAPhoto(seen: number): Promise<{ used: Capacity; table: DynamoTable }> {
  const { platform } = createTestPlatform({ recognize: () => parts(seen) });
  const table = await temporaryTable();
  const on = (opened: DynamoTable): Platform => ({
    ...platform,
    records: createDynamoRecordStore(opened),
    reviews: createDynamoReviewQueue(opened),
    recipes: createDynamoRecipeStore(opened),
    queue: createDynamoWorkQueue(opened),
    outbox: createDynamoMessageOutbox(opened),
  });
  await publishRecipe(on(table), widget, { publishedBy: "test" });
  const watched = table.connect();
  const used = meterCapacity(watched, table);
  const metered = on(watched);

  const source = { fileName: "SN-00012345.jpg", line: "line-1", serial: "SN-00012345", lot: "LOT-2026-11" };
  const { receipt } = await receiveImage(metered, await submission({ recipeId: widget.id, source }));
  await processJob(metered, receipt.inspectionId);
  while (await deliverNextMessage(metered));
  return { used, table };
}

/** The figures are those of docs/decisions/0019-records-on-dynamodb.md; more than that is a change to it. */
test.each([
  ["passes", 24, { tableWrites: 14, indexWrites: 13, reads: 9 }],
  ["fails, its message included,", 23, { tableWrites: 20, indexWrites: 19, reads: 9 }],
])("a photo that %s costs no more than the decision record says", async (_, seen, limit) => {
  const { used } = await costOfAPhoto(seen);

  // Fewer would mean that the meter is broken, or that the record promises too little.
  expect(used.tableWrites).toBe(limit.tableWrites);
  expect(used.indexWrites).toBe(limit.indexWrites);
  expect(used.reads).toBeGreaterThan(0);
  expect(used.reads).toBeLessThanOrEqual(limit.reads);
});

test("what is kept of a photo that passes takes no more than the decision record says", async () => {
  const { table } = await costOfAPhoto(24);

  const kept = [...(await allItems(table)).values()].filter(({ pk, sk }) => {
    // The first entry of the chain is the recipe's.
    return /^(DELIVERY|INSPECTION|PHOTO)/.test(String(pk)) || (pk === "ENTRIES" && Number(sk) === 2);
  });
  const inTable = kept.reduce((sum, item) => sum + bytesOf(item), 0);
  const inIndexes = kept.reduce((sum, item) => sum + indexBytesOf(item), 0);

  expect(kept).toHaveLength(5);
  expect(inTable).toBeLessThanOrEqual(3400);
  expect(inIndexes).toBeLessThanOrEqual(800);
});

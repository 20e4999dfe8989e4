import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";
import { createDynamoRecipeStore } from "../../src/adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import {
  dispositionEvidence,
  inspectionEvidence,
  NOW,
  sampleInspection,
  sampleMessage,
  sampleReceipt,
  sampleRecipe,
  sealedAt,
} from "./samples.ts";

const { id, retainUntil, originalKey } = sampleInspection();
const MONTH_SECONDS = 30 * 24 * 3600;

/** The kinds of items in a table, each with the seconds between the end of retention and its own. */
async function expiries({ dynamo, table }: DynamoTable): Promise<Record<string, number | undefined>> {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: table }));
  return Object.fromEntries(
    Items.map(({ pk, expiresAt }) => [
      String(pk).split("#")[0],
      expiresAt === undefined ? undefined : expiresAt - Date.parse(retainUntil) / 1000,
    ]),
  );
}

test("nothing that has no verdict yet ever expires", async () => {
  const table = await temporaryTable();

  await createDynamoRecordStore(table).receive(sampleReceipt());
  await createDynamoWorkQueue(table).enqueue({ inspectionId: id }, NOW);

  expect(await expiries(table)).toEqual({
    DELIVERY: undefined,
    INSPECTION: undefined,
    JOB: undefined,
    PHOTO: undefined,
  });
});

test("what is about an inspection expires a month after its retention, the chain and the recipes never", async () => {
  const table = await temporaryTable();
  const records = createDynamoRecordStore(table);
  const recipe = { recipe: sampleRecipe(1), publishedBy: "quality", publishedAt: NOW.toISOString() };
  await records.receive(sampleReceipt());
  await records.record(await sealedAt(1, inspectionEvidence({ verdict: "fail" })), [sampleMessage("m")]);
  await records.record(await sealedAt(2, dispositionEvidence(id)), []);
  await records.record(await sealedAt(3, { kind: "recipe", ...recipe }), []);
  await createDynamoRecipeStore(table).publish(recipe);
  await records.recordedThrough();

  expect(await expiries(table)).toEqual({
    DELIVERY: MONTH_SECONDS,
    INSPECTION: MONTH_SECONDS,
    PHOTO: MONTH_SECONDS,
    MESSAGE: MONTH_SECONDS,
    ENTRIES: undefined,
    MARK: undefined,
    RECIPE: undefined,
    RECIPES: undefined,
  });
});

test("an inspection whose end of retention nobody can read is kept for good, and so are its photos", async () => {
  const table = await temporaryTable();
  const records = createDynamoRecordStore(table);

  await records.record(await sealedAt(1, inspectionEvidence({ retainUntil: "some day" })), []);

  expect(await expiries(table)).toMatchObject({ INSPECTION: undefined, PHOTO: undefined });
  expect(await records.isPhotoNeeded(originalKey, new Date("2999-01-01"))).toBe(true);
});

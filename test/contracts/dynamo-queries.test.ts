import { ProvisionedThroughputExceededException } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";
import { keyOf } from "../../src/adapters/aws/dynamo-keys.ts";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoTokenStore } from "../../src/adapters/aws/dynamo-token-store.ts";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import type { InspectionFilter } from "../../src/ports/record-store.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { inspectionEvidence, NOW, sampleInspection, sampleReceipt, sealedAt } from "./samples.ts";

/** A call as it goes over the wire. */
type Call = { name: string; body: { IndexName?: string } };

/** Every call to the table from now on. `answer` may throw, or answer in the place of the table. */
function watchCalls({ dynamo }: DynamoTable, answer: (call: Call) => object | undefined = () => undefined) {
  const calls: Call[] = [];
  dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      const call = { name: context.commandName ?? "", body: bodyOf(args.request) };
      calls.push(call);
      const output = answer(call);
      if (output === undefined) return next(args);
      return { response: {}, output: { $metadata: {}, ...output } };
    },
    { step: "deserialize", priority: "high", name: "watchCalls" },
  );
  return calls;
}

function bodyOf(request: unknown): Call["body"] {
  return JSON.parse((request as { body: string }).body);
}

describe("queries on DynamoDB", () => {
  test.each<[InspectionFilter, string]>([
    [{}, "by-time"],
    [{ from: "2026-01-01", to: "2026-02-01" }, "by-time"],
    [{ recipe: "widget" }, "by-recipe"],
    [{ line: "line-1", from: "2026-01-01" }, "by-line"],
    [{ serial: "SN-1", line: "line-1", recipe: "widget", verdict: "fail" }, "by-serial"],
    [{ lot: "LOT-1", verdict: "fail" }, "by-lot"],
    [{ verdict: "review", line: "line-1" }, "by-attention"],
    [{ verdict: "pass", line: "line-1" }, "by-line"],
    [{ verdict: "pass" }, "by-time"],
  ])(
    "a page of %j comes from the index %s in one question, and its records in another",
    async (filter, index) => {
      const table = await temporaryTable();
      const records = createDynamoRecordStore(table);
      const verdict = filter.verdict ?? "fail";
      await records.record(await sealedAt(1, inspectionEvidence({ verdict })), []);
      const calls = watchCalls(table);

      const page = await records.list({ to: "2027-01-01", ...filter, from: "2026-01-01" }, { limit: 10 });

      expect(page.items).toHaveLength(filter.to === "2026-02-01" ? 0 : 1);
      expect(calls.filter(({ name }) => name === "QueryCommand").map(({ body }) => body.IndexName)).toEqual([
        index,
      ]);
      expect(calls.length).toBeLessThanOrEqual(2);
    },
  );

  test("counting reads the narrow index and no record", async () => {
    const table = await temporaryTable();
    const records = createDynamoRecordStore(table);
    await records.record(await sealedAt(1, inspectionEvidence()), []);
    const calls = watchCalls(table);

    const counted = await records.count({ line: "line-1", verdict: "pass" });

    expect(counted).toMatchObject({ received: 1, verdicts: { pass: 1 } });
    expect(calls.map(({ name }) => name)).toEqual(["QueryCommand"]);
    expect(calls.map(({ body }) => body.IndexName)).toEqual(["by-line"]);
  });

  test("what a busy table leaves out of an answer is asked for again", async () => {
    const table = await temporaryTable();
    const records = createDynamoRecordStore(table);
    await records.record(await sealedAt(1, inspectionEvidence()), []);
    let busy = 2;
    watchCalls(table, ({ name }) => {
      if (name !== "BatchGetItemCommand" || busy-- <= 0) return undefined;
      return { Responses: {}, UnprocessedKeys: leftOut(table) };
    });

    const page = await records.list({}, { limit: 10 });

    expect(page.items).toHaveLength(1);
  });

  test("a table that stays busy is worth a later try", async () => {
    const table = await temporaryTable();
    const records = createDynamoRecordStore(table);
    await records.record(await sealedAt(1, inspectionEvidence()), []);
    watchCalls(table, ({ name }) =>
      name === "BatchGetItemCommand" ? { Responses: {}, UnprocessedKeys: leftOut(table) } : undefined,
    );

    const listing = records.list({}, { limit: 10 });

    await expect(listing).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  test("names that no photo can have find nothing, and ask nothing", async () => {
    const table = await temporaryTable();
    const records = createDynamoRecordStore(table);
    const calls = watchCalls(table);

    const found = [
      await records.list({ serial: "" }, { limit: 10 }),
      await records.list({ serial: "x".repeat(3000) }, { limit: 10 }),
      await records.list({ from: "2026-01-02", to: "2026-01-01" }, { limit: 10 }),
    ];

    expect(found).toEqual([{ items: [] }, { items: [] }, { items: [] }]);
    expect(await records.count({ lot: "" })).toMatchObject({ received: 0 });
    expect(calls).toEqual([]);
  });
});

describe("a table that asks for fewer calls", () => {
  test.each<[string, (table: DynamoTable) => Promise<unknown>]>([
    ["reading", (table) => createDynamoRecordStore(table).getReceipt("a")],
    ["adding", (table) => createDynamoRecordStore(table).receive(sampleReceipt())],
    ["changing", (table) => createDynamoWorkQueue(table).claim(NOW, 1000, "a")],
    ["removing", (table) => createDynamoWorkQueue(table).complete("a")],
    ["searching", (table) => createDynamoTokenStore(table).list()],
    ["counting", (table) => createDynamoMessageOutbox(table).counts()],
  ])("makes %s an error that is worth a later try", async (_, call) => {
    const { connect } = await temporaryTable();
    const table = connect({ maxAttempts: 1 });
    watchCalls(table, () => {
      throw new ProvisionedThroughputExceededException({
        message: "slow down",
        $metadata: { httpStatusCode: 400 },
      });
    });

    await expect(call(table)).rejects.toMatchObject({
      name: "PartproofError",
      code: "unavailable",
      retryable: true,
    });
  });
});

test("a record of far more detections than any recognizer makes fits into an item", async () => {
  const records = createDynamoRecordStore(await temporaryTable());
  const detections = Array.from({ length: 2000 }, (_, i) => ({
    label: `label ${i % 40}`,
    confidence: Math.random(),
    box: { left: Math.random(), top: Math.random(), width: Math.random(), height: Math.random() },
  }));

  await records.record(await sealedAt(1, inspectionEvidence({ id: "crowded", detections })), []);

  expect((await records.get("crowded"))?.detections).toEqual(detections);
});

/** What a table says of the only inspection when it had no time to read it. */
function leftOut({ table }: DynamoTable): object {
  return { [table]: { Keys: [keyOf.inspection(sampleInspection().id)] } };
}

import { describe, expect, test } from "vitest";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecipeStore } from "../../src/adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoTokenStore } from "../../src/adapters/aws/dynamo-token-store.ts";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import {
  inspectionEvidence,
  NOW,
  sampleInspection,
  sampleMessage,
  sampleReceipt,
  sampleRecipe,
  sealedAt,
} from "./samples.ts";

const LEASE_MS = 60_000;
const MANY = Array.from({ length: 12 }, (_, i) => i);

/** The same table as every one of {@link MANY} processes has it open. */
async function manyProcesses() {
  const table = await temporaryTable();
  return { table, processes: MANY.map(() => table.connect()) };
}

describe("many processes on one table at once", () => {
  test("keep one receipt of one delivery, and all go by it", async () => {
    const { table, processes } = await manyProcesses();

    const received = await Promise.all(
      processes.map((p, i) =>
        createDynamoRecordStore(p).receive(sampleReceipt({ inspectionId: `photo-${i}` })),
      ),
    );

    const kept = new Set(received.map(({ receipt }) => receipt.inspectionId));
    expect(kept.size).toBe(1);
    expect(received.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await createDynamoRecordStore(table).count({})).toMatchObject({ received: 1 });
  });

  test("record one entry once, with its messages once", async () => {
    const { table, processes } = await manyProcesses();
    const entry = await sealedAt(1, inspectionEvidence({ verdict: "fail" }));

    const outcomes = await Promise.all(
      processes.map((p) => createDynamoRecordStore(p).record(entry, [sampleMessage("m")])),
    );

    expect(outcomes.filter((outcome) => outcome === "recorded")).toHaveLength(1);
    expect(await createDynamoMessageOutbox(table).counts()).toMatchObject({ waiting: 1 });
  });

  test("record entries in any order and know all of them afterwards", async () => {
    const { table, processes } = await manyProcesses();
    const entries = await Promise.all(
      Array.from({ length: 60 }, (_, i) => sealedAt(i + 1, inspectionEvidence({ id: `photo-${i}` }))),
    );

    await Promise.all(
      processes.map(async (p, share) => {
        const records = createDynamoRecordStore(p);
        for (const entry of entries.filter((_, i) => i % processes.length === share))
          await records.record(entry, []);
      }),
    );

    const records = createDynamoRecordStore(table);
    expect(await records.recordedThrough()).toBe(60);
    expect(await records.count({})).toMatchObject({ received: 60 });
  });

  test("let the earliest of several entries about one photo hold", async () => {
    const { table, processes } = await manyProcesses();
    const entries = await Promise.all(
      MANY.map((i) => sealedAt(i + 1, inspectionEvidence({ verdict: i === 0 ? "fail" : "pass" }))),
    );

    await Promise.all(
      entries.map((entry, i) => createDynamoRecordStore(processes[i] ?? table).record(entry, [])),
    );

    const records = createDynamoRecordStore(table);
    expect(await records.get(sampleInspection().id)).toMatchObject({
      verdict: "fail",
      evidence: { sequence: 1 },
    });
    expect((await records.count({})).verdicts).toEqual({ pass: 0, fail: 1, review: 0, rejected: 0 });
  });

  test("give one job to one of them, asked for by its id or as the next one", async () => {
    const { table, processes } = await manyProcesses();
    await createDynamoWorkQueue(table).enqueue({ inspectionId: "a" }, NOW);

    const claims = await Promise.all(
      processes.map((p, i) => createDynamoWorkQueue(p).claim(NOW, LEASE_MS, i % 2 === 0 ? "a" : undefined)),
    );

    expect(claims.filter((job) => job !== undefined)).toEqual([{ inspectionId: "a", attempts: 1 }]);
  });

  test("give each message to one of them, and take each cut off one back once", async () => {
    const { table, processes } = await manyProcesses();
    for (const id of ["m1", "m2", "m3"]) await createDynamoMessageOutbox(table).add(sampleMessage(id));
    const later = new Date(NOW.getTime() + 3_600_000);

    const claims = await Promise.all(processes.map((p) => createDynamoMessageOutbox(p).claim(NOW)));
    const recovered = await Promise.all(
      processes.map((p) => createDynamoMessageOutbox({ ...p, now: () => later }).recover(true)),
    );

    expect(claims.flatMap((claim) => claim?.message.id ?? []).sort()).toEqual(["m1", "m2", "m3"]);
    expect(recovered.reduce((sum, n) => sum + n, 0)).toBe(3);
  });

  test("publish one content of a version and refuse any other", async () => {
    const { table, processes } = await manyProcesses();
    const publishing = (i: number) => ({
      recipe: sampleRecipe(1, `title ${i % 2}`),
      publishedAt: NOW.toISOString(),
      publishedBy: `person ${i}`,
    });

    const outcomes = await Promise.allSettled(
      processes.map((p, i) => createDynamoRecipeStore(p).publish(publishing(i))),
    );

    const answers = outcomes.map((o) => (o.status === "fulfilled" ? o.value : o.reason.code)).sort();
    expect(answers).toEqual([
      ...Array.from({ length: 5 }, () => "already-published"),
      ...Array.from({ length: 6 }, () => "conflict"),
      "published",
    ]);
    expect(await createDynamoRecipeStore(table).versions("widget")).toHaveLength(1);
  });

  test("revoke a token for all of them at once", async () => {
    const { table, processes } = await manyProcesses();
    const { secret, info } = await createDynamoTokenStore(table).create(
      { name: "camera", role: "camera" },
      NOW.toISOString(),
    );

    const revoked = await Promise.allSettled(processes.map((p) => createDynamoTokenStore(p).revoke(info.id)));
    const found = await Promise.all(processes.map((p) => createDynamoTokenStore(p).find(secret)));

    expect(revoked.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(found.every((principal) => principal === undefined)).toBe(true);
  });
});

test("a token is revoked by its whole id only, so that no part of one takes others with it", async () => {
  const store = createDynamoTokenStore(await temporaryTable());
  const { info } = await store.create({ name: "a", role: "admin" }, NOW.toISOString());

  for (const id of ["", info.id.slice(0, 11), `${info.id}0`, info.id.toUpperCase().replace(/\d/g, "A")]) {
    await expect(store.revoke(id)).rejects.toMatchObject({ code: "not-found" });
  }
  expect(await store.list()).toEqual([info]);
});

import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "vitest";
import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecipeStore } from "../../src/adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { type Interruption, interruptWrites } from "../support/interrupt-writes.ts";
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

/** What is done, maybe twice; `given` has been done whatever happens. */
type Scenario = {
  given?: (table: DynamoTable) => Promise<unknown>;
  act: (table: DynamoTable) => Promise<unknown>;
  /** In how many writes. */
  writes: number;
};

const failed = inspectionEvidence({ verdict: "fail" });
const unsure = inspectionEvidence({ verdict: "review" });
const messages = [sampleMessage("m1"), sampleMessage("m2")];
const receive = (table: DynamoTable) => createDynamoRecordStore(table).receive(sampleReceipt());
const enqueue = (table: DynamoTable) => createDynamoWorkQueue(table).enqueue({ inspectionId: "a" }, NOW);

const scenarios: Record<string, Scenario> = {
  "receiving a photo": { act: receive, writes: 3 },
  "recording an inspection with its messages": {
    given: receive,
    act: async (table) => createDynamoRecordStore(table).record(await sealedAt(1, failed), messages),
    writes: 7,
  },
  "recording an inspection whose receipt is lost": {
    act: async (table) => createDynamoRecordStore(table).record(await sealedAt(1, failed), []),
    writes: 4,
  },
  "recording what a person said": {
    given: async (table) => createDynamoRecordStore(table).record(await sealedAt(1, failed), []),
    act: async (table) =>
      createDynamoRecordStore(table).record(
        await sealedAt(2, dispositionEvidence(sampleInspection().id)),
        [],
      ),
    writes: 2,
  },
  "recording an inspection that a person should look at": {
    given: receive,
    act: async (table) => createDynamoRecordStore(table).record(await sealedAt(1, unsure), []),
    writes: 6,
  },
  "recording what a person said of it": {
    given: async (table) => createDynamoRecordStore(table).record(await sealedAt(1, unsure), []),
    act: async (table) =>
      createDynamoRecordStore(table).record(
        await sealedAt(2, dispositionEvidence(sampleInspection().id)),
        [],
      ),
    writes: 3,
  },
  "recording the fiftieth entry": {
    given: async (table) => {
      const records = createDynamoRecordStore(table);
      for (let i = 1; i < 50; i++) await records.record(await sealedAt(i, recipePublished), []);
    },
    act: async (table) => createDynamoRecordStore(table).record(await sealedAt(50, recipePublished), []),
    writes: 2,
  },
  "publishing a recipe": {
    act: (table) =>
      createDynamoRecipeStore(table).publish({
        recipe: sampleRecipe(1),
        publishedAt: NOW.toISOString(),
        publishedBy: "quality",
      }),
    writes: 2,
  },
  "queueing a job": { act: enqueue, writes: 1 },
  "adding a message": {
    act: (table) => createDynamoMessageOutbox(table).add(sampleMessage("m")),
    writes: 1,
  },
};
const recipePublished = { kind: "recipe", recipe: sampleRecipe(1), publishedBy: "quality" } as const;

describe.each(Object.entries(scenarios))("%s", (_, { given, act, writes }) => {
  const everyWrite = Array.from({ length: writes }, (_, i) => i + 1);

  test.each(everyWrite)(
    "ends as if nothing had happened after a crash before or after write %i",
    async (n) => {
      const undisturbed = await whatIsStored(async (table) => {
        await given?.(table);
        await act(table);
      });

      for (const interruption of ["before", "after"] as const) {
        const disturbed = await whatIsStored(async (table, connect) => {
          await given?.(table);
          const { process } = interrupted(connect, n, interruption);
          await expect(act(process)).rejects.toThrow();
          await act(table);
        });
        expect(disturbed).toEqual(undisturbed);
      }
    },
  );

  test.each(everyWrite)(
    "ends and answers as if nothing had happened when the answer to write %i is lost",
    async (n) => {
      let answer: unknown;
      const undisturbed = await whatIsStored(async (table) => {
        await given?.(table);
        answer = await act(table);
      });
      let answered: unknown;

      const disturbed = await whatIsStored(async (table, connect) => {
        await given?.(table);
        const { process, writesSoFar } = interrupted(connect, n, "answer-lost");
        answered = await act(process);
        expect(writesSoFar()).toBeGreaterThan(writes);
      });

      expect(disturbed).toEqual(undisturbed);
      // Whether it was this call or one before that published or queued it makes no difference to the caller.
      if (typeof answer !== "string" || answer === "recorded") expect(answered).toEqual(answer);
    },
  );

  test("takes as many writes as are interrupted here", async () => {
    const table = await temporaryTable();
    await given?.(table);
    const { process, writesSoFar } = interrupted(table.connect, 1000, "before");

    await act(process);

    expect(writesSoFar()).toBe(writes);
  });
});

describe("a claim whose answer is lost", () => {
  test("still hands the job out, for one more of its tries", async () => {
    const table = await temporaryTable();
    await enqueue(table);
    const { process } = interrupted(table.connect, 1, "answer-lost");

    const claimed = await createDynamoWorkQueue(process).claim(NOW, 60_000, "a");

    expect(claimed).toEqual({ inspectionId: "a", attempts: 2 });
    expect(await createDynamoWorkQueue(table).extend({ inspectionId: "a", attempts: 2 }, NOW)).toBe(true);
  });

  test("still hands the message out, so that it is not taken for one that may have been sent", async () => {
    const table = await temporaryTable();
    await createDynamoMessageOutbox(table).add(sampleMessage("m"));
    const { process } = interrupted(table.connect, 1, "answer-lost");

    expect(await createDynamoMessageOutbox(process).claim(NOW)).toMatchObject({ message: { id: "m" } });
  });

  test("does not make a redriven job unknown to whoever redrove it", async () => {
    const table = await temporaryTable();
    const queue = createDynamoWorkQueue(table);
    await enqueue(table);
    await queue.bury("a", "broken", NOW);
    const { process } = interrupted(table.connect, 1, "answer-lost");

    await createDynamoWorkQueue(process).redrive("a", NOW);

    expect(await queue.stats(NOW)).toMatchObject({ waiting: 1, dead: 0 });
  });
});

function interrupted(connect: () => DynamoTable, atWrite: number, interruption: Interruption) {
  const process = connect();
  return { process, writesSoFar: interruptWrites(process, atWrite, interruption) };
}

/** The whole table after some work, but for what is drawn at random. */
async function whatIsStored(
  work: (table: DynamoTable, connect: () => DynamoTable) => Promise<void>,
): Promise<unknown[]> {
  const table = await temporaryTable();
  await work(table, table.connect);
  const { Items = [] } = await table.dynamo.send(new ScanCommand({ TableName: table.table }));
  return Items.map(({ writer: _writer, claim: _claim, workAt, ...item }) => ({
    ...item,
    ...(workAt === undefined ? {} : { workAt: String(workAt).slice(0, 13) }),
  })).sort((a, b) => keyText(a).localeCompare(keyText(b)));
}

function keyText(item: Record<string, unknown>): string {
  return `${item["pk"]} ${item["sk"]}`;
}

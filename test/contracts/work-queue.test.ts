import { describe, expect, test } from "vitest";
import { createDynamoWorkQueue } from "../../src/adapters/aws/dynamo-work-queue.ts";
import { createSqliteWorkQueue } from "../../src/adapters/embedded/sqlite-work-queue.ts";
import { createMemoryWorkQueue } from "../../src/adapters/memory/memory-work-queue.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { NOW, secondsLater } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";
import { describeWorkQueueContract } from "./work-queue.contract.ts";

describeWorkQueueContract("in memory", async () => createMemoryWorkQueue());
describeWorkQueueContract("in SQLite", async () => createSqliteWorkQueue(await temporaryDatabase()));
describeWorkQueueContract("on DynamoDB", async () => createDynamoWorkQueue(await temporaryTable()));

describe("wake-ups of the work queue on DynamoDB", () => {
  async function queueThatWakes() {
    const woken: [string, number][] = [];
    const queue = createDynamoWorkQueue({
      ...(await temporaryTable()),
      wake: async ({ inspectionId }, delaySeconds) => {
        woken.push([inspectionId, delaySeconds]);
      },
      now: () => NOW,
    });
    return { queue, woken };
  }

  test("come with a new job, with one put back when it is due, and with one redriven", async () => {
    const { queue, woken } = await queueThatWakes();

    await queue.enqueue({ inspectionId: "a" }, NOW);
    await queue.claim(NOW, 60_000, "a");
    await queue.retry("a", "busy", new Date(NOW.getTime() + 1500));
    await queue.bury("a", "broken", NOW);
    await queue.redrive("a", NOW);

    expect(woken).toEqual([
      ["a", 0],
      ["a", 2],
      ["a", 0],
    ]);
  });

  test("are put off by what a message can be put off at most, and never into the past", async () => {
    const { queue, woken } = await queueThatWakes();
    await queue.enqueue({ inspectionId: "a" }, NOW);

    await queue.retry("a", "busy", secondsLater(3600));
    await queue.retry("a", "busy", secondsLater(-1));

    expect(woken.slice(1)).toEqual([
      ["a", 900],
      ["a", 0],
    ]);
  });

  test("come again for a job that is queued again while it is due, but not for one in progress or dead", async () => {
    const { queue, woken } = await queueThatWakes();
    for (const inspectionId of ["waiting", "claimed", "dead"]) await queue.enqueue({ inspectionId }, NOW);
    await queue.claim(NOW, 60_000, "claimed");
    await queue.bury("dead", "broken", NOW);
    woken.length = 0;

    for (const inspectionId of ["waiting", "claimed", "dead"]) await queue.enqueue({ inspectionId }, NOW);

    expect(woken).toEqual([["waiting", 0]]);
  });

  test("come again for every job that is overdue, because whoever was to wake somebody died", async () => {
    const { queue, woken } = await queueThatWakes();
    for (const inspectionId of ["lost", "dead", "lease-over"]) await queue.enqueue({ inspectionId }, NOW);
    await queue.bury("dead", "broken", NOW);
    await queue.claim(NOW, 60_000, "lease-over");
    await queue.enqueue({ inspectionId: "new" }, secondsLater(600));
    woken.length = 0;

    const count = await queue.wakeOverdue(secondsLater(601), 300_000, 100);

    expect(count).toBe(2);
    expect(woken).toEqual([
      ["lost", 0],
      ["lease-over", 0],
    ]);
  });

  test("come again for no more than asked for, those that were queued first", async () => {
    const { queue, woken } = await queueThatWakes();
    for (const inspectionId of ["first", "second", "third"]) await queue.enqueue({ inspectionId }, NOW);
    woken.length = 0;

    const count = await queue.wakeOverdue(secondsLater(601), 300_000, 2);

    expect(count).toBe(2);
    expect(woken).toEqual([
      ["first", 0],
      ["second", 0],
    ]);
  });

  test("do not come with what nobody knows", async () => {
    const { queue, woken } = await queueThatWakes();

    await queue.retry("unknown", "late", NOW);
    await expect(queue.redrive("unknown", NOW)).rejects.toMatchObject({ code: "not-found" });

    expect(woken).toEqual([]);
  });
});

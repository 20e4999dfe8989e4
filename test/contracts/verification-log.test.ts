import { describe, expect, test } from "vitest";
import { createDynamoVerificationLog } from "../../src/adapters/aws/dynamo-verification-log.ts";
import { createSqliteVerificationLog } from "../../src/adapters/embedded/sqlite-verification-log.ts";
import { createMemoryVerificationLog } from "../../src/adapters/memory/memory-verification-log.ts";
import type { KeptVerification } from "../../src/ports/verification-log.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { NOW, secondsLater } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";

const intact: KeptVerification = {
  ...{ at: NOW.toISOString(), by: "Ana", intact: true, through: 7, entries: 7, photos: 12, complete: true },
};
const damaged: KeptVerification = {
  ...intact,
  ...{ at: secondsLater(60).toISOString(), intact: false, through: 3, entries: 3 },
  fault: { sequence: 4, what: "altered: the original photo" },
};

describe.each([
  ["in memory", async () => createMemoryVerificationLog()],
  ["in SQLite", async () => createSqliteVerificationLog(await temporaryDatabase())],
  ["on DynamoDB", async () => createDynamoVerificationLog(await temporaryTable())],
])("the log of verifications %s", (_, open) => {
  test("knows the last one, whole, and none before the first", async () => {
    const log = await open();

    const before = await log.last();
    await log.keep(intact);
    await log.keep(damaged);

    expect([before, await log.last()]).toEqual([undefined, damaged]);
  });
});

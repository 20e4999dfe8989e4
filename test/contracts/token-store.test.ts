import { expect, test } from "vitest";
import { createDynamoTokenStore } from "../../src/adapters/aws/dynamo-token-store.ts";
import { createSqliteTokenStore } from "../../src/adapters/embedded/sqlite-token-store.ts";
import { createMemoryTokenStore } from "../../src/adapters/memory/memory-token-store.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { NOW } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";
import { describeTokenStoreContract } from "./token-store.contract.ts";

describeTokenStoreContract("in memory", async () => createMemoryTokenStore());
describeTokenStoreContract("in SQLite", async () => createSqliteTokenStore(await temporaryDatabase()));
describeTokenStoreContract("on DynamoDB", async () => createDynamoTokenStore(await temporaryTable()));

test("a secret is nowhere in the database", async () => {
  const database = await temporaryDatabase();
  const store = createSqliteTokenStore(database);

  const { secret } = await store.create({ name: "a", role: "admin" }, NOW.toISOString());

  expect(JSON.stringify(database.all("SELECT * FROM tokens"))).not.toContain(secret.slice(3));
});

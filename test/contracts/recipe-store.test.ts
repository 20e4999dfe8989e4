import { createDynamoRecipeStore } from "../../src/adapters/aws/dynamo-recipe-store.ts";
import { createSqliteRecipeStore } from "../../src/adapters/embedded/sqlite-recipe-store.ts";
import { createMemoryRecipeStore } from "../../src/adapters/memory/memory-recipe-store.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeRecipeStoreContract } from "./recipe-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeRecipeStoreContract("in memory", async () => createMemoryRecipeStore());
describeRecipeStoreContract("in SQLite", async () => createSqliteRecipeStore(await temporaryDatabase()));
describeRecipeStoreContract("on DynamoDB", async () => createDynamoRecipeStore(await temporaryTable()));

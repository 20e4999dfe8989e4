import { createSqliteRecipeStore } from "../../src/adapters/embedded/sqlite-recipe-store.ts";
import { createMemoryRecipeStore } from "../../src/adapters/memory/memory-recipe-store.ts";
import { describeRecipeStoreContract } from "./recipe-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeRecipeStoreContract("in memory", async () => createMemoryRecipeStore());
describeRecipeStoreContract("in SQLite", async () => createSqliteRecipeStore(await temporaryDatabase()));

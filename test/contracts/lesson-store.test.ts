import { createSqliteLessonStore } from "../../src/adapters/embedded/sqlite-lesson-store.ts";
import { createMemoryLessonStore } from "../../src/adapters/memory/memory-lesson-store.ts";
import { describeLessonStoreContract } from "./lesson-store.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeLessonStoreContract("in memory", async () => createMemoryLessonStore());
describeLessonStoreContract("in SQLite", async () => createSqliteLessonStore(await temporaryDatabase()));

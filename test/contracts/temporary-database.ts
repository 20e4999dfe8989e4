import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openSqliteDatabase, type SqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A database of its own for the running test, closed and removed when the test is over. */
export async function temporaryDatabase(): Promise<SqliteDatabase> {
  const folder = await temporaryFolder();
  const database = openSqliteDatabase(join(folder, "partproof.db"));
  onTestFinished(() => database.close());
  return database;
}

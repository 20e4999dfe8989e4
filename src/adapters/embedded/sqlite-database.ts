import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { PartproofError } from "../../domain/errors.ts";
import { MIGRATIONS } from "./sqlite-migrations.ts";

export type SqlValue = string | number | null;

/** The database of one home folder. Synchronous: every call is a few microseconds, a commit one fsync. */
export type SqliteDatabase = {
  /** The first row, or nothing. The caller names the columns it asked for as `Row`. */
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SqlValue[]): Row[];
  /** Write; outside of a transaction in one of its own. @returns the number of rows changed */
  run(sql: string, ...values: SqlValue[]): number;
  /** All or nothing, alone among all writers of all processes. Durable once it returns. Not nestable. */
  transaction<T>(work: () => T): T;
  close(): void;
};

/** Writes take milliseconds: who waits this long waits in vain. It holds up the event loop meanwhile. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Open the database, making or migrating it as needed. Several processes may have it open at once.
 * @param options busyTimeoutMs: how long to wait for another process that writes, 1 or more; default 5000
 * @throws PartproofError `conflict` for a file from a newer Partproof, `damaged` for one that is no database,
 *   `storage-full`, `unavailable`
 */
export function openSqliteDatabase(file: string, options: { busyTimeoutMs?: number } = {}): SqliteDatabase {
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
  mkdirSync(dirname(file), { recursive: true });
  const connection = translated(() => new Database(file, { timeout: busyTimeoutMs }));
  const statements = new Map<string, Database.Statement>();

  function statement(sql: string): Database.Statement {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const prepared = connection.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  }

  /**
   * Why every write goes through here: in libsql a prepared statement that meets SQLITE_BUSY stays half run and
   * makes every later COMMIT of the connection fail. `exec` does not have that fault, and once BEGIN IMMEDIATE
   * is through, nothing inside can be busy. (github.com/tursodatabase/libsql-client-ts/issues/352)
   */
  function transaction<T>(work: () => T): T {
    return translated(() => {
      connection.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        connection.exec("COMMIT");
        return result;
      } catch (error) {
        // A full disk rolls back by itself.
        if (connection.inTransaction) connection.exec("ROLLBACK");
        throw error;
      }
    });
  }

  const database: SqliteDatabase = {
    get: <Row>(sql: string, ...values: SqlValue[]) =>
      translated(() => statement(sql).get(values) as Row | undefined),
    all: <Row>(sql: string, ...values: SqlValue[]) => translated(() => statement(sql).all(values) as Row[]),
    run(sql, ...values) {
      const write = () => statement(sql).run(values).changes;
      return connection.inTransaction ? translated(write) : transaction(write);
    },
    transaction,
    close() {
      statements.clear();
      connection.close();
    },
  };

  try {
    translated(() => prepareConnection(connection));
    migrate(database, connection, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function prepareConnection(connection: Database.Database): void {
  // Changing the journal mode takes a lock that does not wait its turn, so it is done only where needed.
  const { journal_mode } = connection.prepare("PRAGMA journal_mode").get() as { journal_mode: string };
  if (journal_mode !== "wal") retryWhileBusy(() => connection.exec("PRAGMA journal_mode = WAL"));
  // FULL: a verdict that was answered is still there after a power cut.
  connection.exec(
    "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864",
  );
}

function migrate(database: SqliteDatabase, connection: Database.Database, file: string): void {
  const version = () => database.get<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;
  if (version() === MIGRATIONS.length) return;
  database.transaction(() => {
    // Read again under the lock: another process may have migrated in between.
    const from = version();
    if (from > MIGRATIONS.length) {
      throw new PartproofError(
        "conflict",
        `${file} was made by a newer Partproof (format ${from}, this one knows ${MIGRATIONS.length}). Update Partproof.`,
      );
    }
    for (const migration of MIGRATIONS.slice(from)) connection.exec(migration);
    connection.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}

function retryWhileBusy(work: () => void): void {
  const giveUpAt = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      work();
      return;
    } catch (error) {
      if (primaryCode(error) !== BUSY || Date.now() > giveUpAt) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

const BUSY = 5;
const LOCKED = 6;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** The low byte of SQLite's extended code says what kind of fault it is. */
function primaryCode(error: unknown): number | undefined {
  return error instanceof Database.SqliteError && error.rawCode !== undefined
    ? error.rawCode & 0xff
    : undefined;
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw translate(cause);
  }
}

function translate(cause: unknown): unknown {
  switch (primaryCode(cause)) {
    case BUSY:
    case LOCKED:
      return new PartproofError("unavailable", "Another process is using the database; try again.", {
        cause,
      });
    case IO_ERROR:
    case CANNOT_OPEN:
      return new PartproofError(
        "unavailable",
        "The database cannot be read or written. Check that its folder exists and may be written to.",
        { cause },
      );
    case FULL:
      return new PartproofError(
        "storage-full",
        "The disk is full. Free some space; the work is kept and retried.",
        { cause },
      );
    case CORRUPT:
    case NOT_A_DATABASE:
      return new PartproofError(
        "damaged",
        "The database is damaged. Restore it from a backup, or move it away: inspections are rebuilt from the evidence vault, but tokens and photos still waiting are not.",
        { cause },
      );
    default:
      return cause;
  }
}

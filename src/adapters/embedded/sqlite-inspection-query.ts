import type { InspectionFilter, Page, VerdictCounts } from "../../ports/record-store.ts";
import { filterTime } from "../filter-time.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import type { SqliteDatabase, SqlValue } from "./sqlite-database.ts";

type Condition = { sql: string; values: SqlValue[] };

/** One page of sealed entries as JSON text, newest first. */
export function listEntries(
  db: SqliteDatabase,
  filter: InspectionFilter,
  page: { limit: number; cursor?: string | undefined },
): Page<string> {
  const { sql, values } = listQuery(filter, page);
  const rows = db.all<{ id: string; received_ms: number; entry: string }>(sql, ...values);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const entries = items.map((row) => row.entry);
  if (rows.length <= page.limit || last === undefined) return { items: entries };
  return { items: entries, next: writeCursor([last.received_ms, last.id]) };
}

/** The query behind {@link listEntries}; one row more than asked for tells whether there is another page. */
export function listQuery(
  filter: InspectionFilter,
  page: { limit: number; cursor?: string | undefined },
): Condition {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const { sql, values } = where(filter, after?.[0]);
  return {
    sql: `SELECT id, received_ms, entry FROM inspections WHERE ${sql}
          ${after === undefined ? "" : "AND (received_ms, id) < (?, ?)"}
          ORDER BY received_ms DESC, id DESC LIMIT ?`,
    values: [...values, ...(after ?? []), page.limit + 1],
  };
}

/** The query behind the verdicts of {@link countInspections}. */
export function countQuery(filter: InspectionFilter): Condition {
  const { sql, values } = where(filter);
  return { sql: `SELECT verdict, count(*) AS n FROM inspections WHERE ${sql} GROUP BY verdict`, values };
}

export function countInspections(
  db: SqliteDatabase,
  filter: InspectionFilter,
): { received: number; verdicts: VerdictCounts } {
  const verdicts: VerdictCounts = { pass: 0, fail: 0, review: 0, rejected: 0 };
  const judged = countQuery(filter);
  const rows = db.all<{ verdict: keyof VerdictCounts; n: number }>(judged.sql, ...judged.values);
  for (const { verdict, n } of rows) verdicts[verdict] = n;

  const received = where({ ...filter, verdict: undefined });
  const receipts = db.get<{ n: number }>(
    `SELECT (SELECT count(*) FROM receipts WHERE ${received.sql})
          + (SELECT count(*) FROM inspections WHERE has_receipt = 0 AND ${received.sql}) AS n`,
    ...received.values,
    ...received.values,
  );
  return { received: receipts?.n ?? 0, verdicts };
}

/** Columns from the one that leaves the fewest rows to the one that leaves the most. */
const BY_SELECTIVITY = ["serial", "lot", "line", "recipe", "verdict"] as const;

/** @param upToMs no later than this: SQLite seeks by a bound of the time alone, and would walk to a cursor from the end */
function where(filter: InspectionFilter, upToMs = Number.MAX_SAFE_INTEGER - 1): Condition {
  // Failures and reviews are what people look for, and rare: better than any line or recipe.
  const order =
    filter.verdict === "pass" ? BY_SELECTIVITY : (["serial", "lot", "verdict", "line", "recipe"] as const);
  const given = order.flatMap((column) => {
    const value = filter[column];
    return value === undefined ? [] : [{ column, value }];
  });
  const from = filter.from === undefined ? Number.MIN_SAFE_INTEGER : filterTime("from", filter.from);
  const to = filter.to === undefined ? Number.MAX_SAFE_INTEGER : filterTime("to", filter.to);
  const conditions = given.map(({ column }, i) => {
    // A unary plus keeps SQLite, which knows no numbers of rows, from taking any index but the first one.
    return i === 0 ? `${column} = ?` : `+${column} = ?`;
  });
  return {
    sql: [...conditions, "received_ms >= ? AND received_ms < ?"].join(" AND "),
    values: [...given.map(({ value }) => value), from, Math.min(to, upToMs + 1)],
  };
}

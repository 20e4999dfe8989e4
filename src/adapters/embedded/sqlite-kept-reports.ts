import type { EvidenceEntry } from "../../domain/evidence.ts";
import { type KeptReport, toKeptReport } from "../../domain/report/kept-report.ts";
import type { KeptReports } from "../../ports/kept-reports.ts";
import { pageOf } from "../page-of.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

type Row = { report: string };

export function createSqliteKeptReports(db: SqliteDatabase): KeptReports {
  return {
    async get(id) {
      const row = db.get<Row>("SELECT report FROM kept_reports WHERE id = ?", id);
      return row && parse(row);
    },
    async list({ limit, cursor = AFTER_ALL }) {
      return pageOf(db.all<Row>(LIST, cursor, limit + 1).map(parse), limit);
    },
  };
}

/** Ids begin with a digit. */
const AFTER_ALL = "~";
const LIST = "SELECT report FROM kept_reports WHERE id < ? ORDER BY id DESC LIMIT ?";

/** Within the transaction that records the entry. */
export function addKeptReport(db: SqliteDatabase, entry: EvidenceEntry & { kind: "report" }): void {
  db.run(
    `INSERT INTO kept_reports (id, sequence, report) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, report = excluded.report
     WHERE excluded.sequence < kept_reports.sequence`,
    entry.report.id,
    entry.sequence,
    JSON.stringify(toKeptReport(entry)),
  );
}

function parse({ report }: Row): KeptReport {
  return JSON.parse(report);
}

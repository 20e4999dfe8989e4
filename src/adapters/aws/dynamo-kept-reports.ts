import type { EvidenceEntry } from "../../domain/evidence.ts";
import { type KeptReport, toKeptReport } from "../../domain/report/kept-report.ts";
import type { KeptReports } from "../../ports/kept-reports.ts";
import { pageOf } from "../page-of.ts";
import { pack, unpack } from "./dynamo-codec.ts";
import { assign, type DynamoTable, type Items, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";

/** A few a day, all under one key and in the order of their ids. */
export function createDynamoKeptReports(options: DynamoTable): KeptReports {
  const items = openItems(options);
  return {
    async get(id) {
      const item = await items.get(keyOf.report(id));
      return item && unpack<KeptReport>(item, "report");
    },
    async list({ limit, cursor = AFTER_ALL }) {
      const found: KeptReport[] = [];
      const { pk } = keyOf.report("");
      const query = {
        where: "#pk = :pk AND #sk < :cursor",
        values: { pk, cursor },
        descending: true,
        pageSize: limit + 1,
      };
      for await (const item of items.query(query)) {
        found.push(unpack<KeptReport>(item, "report"));
        if (found.length > limit) break;
      }
      return pageOf(found, limit);
    },
  };
}

/** Ids begin with a digit. */
const AFTER_ALL = "~";

/** Can be repeated; of two entries with one id the earlier one holds, in whatever order they are recorded. */
export async function addKeptReport(items: Items, entry: EvidenceEntry & { kind: "report" }): Promise<void> {
  await items.update(keyOf.report(entry.report.id), {
    ...assign({ sequence: entry.sequence, report: pack(toKeptReport(entry)) }),
    when: "attribute_not_exists(#sequence) OR #sequence >= :sequence",
  });
}

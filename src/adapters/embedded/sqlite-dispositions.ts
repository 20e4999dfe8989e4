import type { EvidenceEntry } from "../../domain/evidence.ts";
import type { Disposition } from "../../domain/inspection.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export type InspectionEntry = EvidenceEntry & { kind: "inspection" };

/** What people decided on an inspection, in the order of the chain. */
export function dispositionsOf(db: SqliteDatabase, inspectionId: string): Disposition[] {
  return db
    .all<{ disposition: string }>(
      "SELECT disposition FROM dispositions WHERE inspection_id = ? ORDER BY sequence",
      inspectionId,
    )
    .map(({ disposition }): Disposition => JSON.parse(disposition));
}

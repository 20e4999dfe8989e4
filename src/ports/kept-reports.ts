import type { KeptReport } from "../domain/report/kept-report.ts";
import type { Page } from "./record-store.ts";

/** Reports that were sealed. `RecordStore.record` fills it; rebuilt from the vault if lost. */
export interface KeptReports {
  /** Of two entries with one id the earlier one holds. */
  get(id: string): Promise<KeptReport | undefined>;
  /** Newest first, by id. @param page cursor: the id of the last one of the page before */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<KeptReport>>;
}

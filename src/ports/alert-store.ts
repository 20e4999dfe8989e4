import type { Acknowledgement, Alert } from "../domain/rules/alert.ts";
import type { Page } from "./record-store.ts";

/** Alerts, and who has acknowledged them. */
export interface AlertStore {
  /** Opening the same id again changes nothing. */
  open(alert: Alert): Promise<void>;
  get(id: string): Promise<Alert | undefined>;
  /**
   * The newest first.
   * @param filter acknowledged: only those that are, or only those that are not
   * @throws PartproofError `invalid-input` for a cursor that this store did not make
   */
  list(
    filter: { acknowledged?: boolean | undefined },
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<Alert>>;
  /** The first one holds; what is said later changes nothing, and neither does one of an alert that is not there. */
  acknowledge(acknowledgement: Acknowledgement): Promise<void>;
  /** Note when it was escalated or had recovered, once; nothing for an alert that is not there. */
  note(id: string, what: "escalatedAt" | "recoveredAt", at: string): Promise<void>;
}

import type { Disposition, Inspection } from "../domain/inspection.ts";

/** One recorded entry of the evidence chain, as far as somebody who looks on is concerned. */
export type RecordedChange = { sequence: number } & (
  | { kind: "inspection"; inspection: Inspection }
  | { kind: "disposition"; disposition: Disposition; line?: string }
  | { kind: "other" }
);

/** A line that photos came from. */
export type KnownLine = { line: string; lastReceivedAt: string };

/** What is new in the records, for whoever looks on. Cheap enough to be asked several times a second. */
export interface LiveRecords {
  /**
   * What is recorded after `sequence`, in the order of the chain, at most `limit`. A sequence is missing while its
   * entry is sealed and not yet recorded.
   */
  after(sequence: number, limit: number): Promise<RecordedChange[]>;
  /** Every line by name, at most 500. */
  lines(): Promise<KnownLine[]>;
}

export const MOST_LINES = 500;

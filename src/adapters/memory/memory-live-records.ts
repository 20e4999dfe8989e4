import type { EvidenceEntry } from "../../domain/evidence.ts";
import type { Inspection } from "../../domain/inspection.ts";
import type { LiveRecords, RecordedChange } from "../../ports/live-records.ts";

/** @param recorded every entry by its sequence, and the inspections that hold, newest first */
export function createMemoryLiveRecords(recorded: {
  entries: ReadonlyMap<number, EvidenceEntry>;
  inspections: () => Inspection[];
}): LiveRecords {
  function changeOf(entry: EvidenceEntry, inspections: readonly Inspection[]): RecordedChange {
    const { sequence } = entry;
    if (entry.kind === "inspection") {
      const inspection = inspections.find(({ evidence }) => evidence.sequence === sequence);
      return inspection ? { sequence, kind: "inspection", inspection } : { sequence, kind: "other" };
    }
    if (entry.kind !== "disposition") return { sequence, kind: "other" };
    const { disposition } = entry;
    const line = inspections.find(({ id }) => id === disposition.inspectionId)?.source.line;
    return { sequence, kind: "disposition", disposition, ...(line === undefined ? {} : { line }) };
  }

  return {
    async after(sequence, limit) {
      const inspections = recorded.inspections();
      return [...recorded.entries.values()]
        .filter((entry) => entry.sequence > sequence)
        .sort((a, b) => a.sequence - b.sequence)
        .slice(0, limit)
        .map((entry) => changeOf(entry, inspections));
    },

    async lines() {
      const last = new Map<string, string>();
      // Newest first: the first of a line is its last.
      for (const { source, receivedAt } of recorded.inspections()) {
        if (source.line !== undefined && !last.has(source.line)) last.set(source.line, receivedAt);
      }
      return [...last]
        .map(([line, at]) => ({ line, lastReceivedAt: new Date(at).toISOString() }))
        .sort((a, b) => (a.line < b.line ? -1 : 1));
    },
  };
}

import type { DecisionEvent, InspectionSummary } from "./live-connection.ts";

/**
 * A list and what was heard since, newest first and each once. They are kept apart until here, because a list may have
 * been on its way when something was heard, and would wipe it out.
 */
export function newestRows(
  listed: readonly InspectionSummary[],
  heard: readonly InspectionSummary[],
  decisions: readonly DecisionEvent[],
  most: number,
): InspectionSummary[] {
  const byId = new Map([...heard, ...listed].map((row) => [row.id, row]));
  for (const { inspectionId, ...decided } of decisions) {
    if (decided.decision === "withdrawn") continue;
    const row = byId.get(inspectionId);
    if (row && (row.decided === undefined || row.decided.at < decided.at)) {
      byId.set(inspectionId, { ...row, decided });
    }
  }
  return [...byId.values()].sort(newestFirst).slice(0, most);
}

/** As the server sorts: a photo that took long to look at stands where it was received. */
function newestFirst(a: InspectionSummary, b: InspectionSummary): number {
  return Date.parse(b.receivedAt) - Date.parse(a.receivedAt) || (a.id < b.id ? 1 : -1);
}

import type { InspectionNotice } from "../../src/domain/inspection-notice.ts";

/** What programs are told about a widget that lacks a screw. */
export function sampleNotice(changes: Partial<InspectionNotice> = {}): InspectionNotice {
  return {
    inspectionId: "01X",
    verdict: "fail",
    reason: "wrong-parts",
    summary: "screw missing (3 of 4)",
    reasons: ["screw: missing, expected 4, seen 3"],
    recipe: { id: "widget", version: 1 },
    source: { fileName: "SN-1.jpg", line: "line-1", serial: "SN-1" },
    problems: [{ label: "screw", state: "missing", expected: 4, seen: 3, unsure: 0 }],
    problemCount: 1,
    receivedAt: "2026-03-01T08:00:00.000Z",
    at: "2026-03-01T08:00:01.000Z",
    url: "http://127.0.0.1:8080/inspections/01X",
    ...changes,
  };
}

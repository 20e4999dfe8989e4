import type { Inspection } from "../../src/domain/inspection.ts";
import type { TelemetryEvent } from "../../src/ports/telemetry.ts";

type Received = Extract<TelemetryEvent, { event: "image-received" }>;

export const received = (changes: Partial<Received> = {}): Received => ({
  event: "image-received",
  inspectionId: "01A",
  line: "line-2",
  recipe: { id: "control-box", version: 3 },
  duplicate: false,
  ...changes,
});

/** A failed control box, whose serial tries to forge a log line. */
export const completed = (
  changes: Partial<Inspection> = {},
): Extract<TelemetryEvent, { event: "inspection-completed" }> => ({
  event: "inspection-completed",
  inspection: {
    id: "01A",
    imageSha256: "",
    receivedAt: "2026-03-01T08:00:00.000Z",
    inspectedAt: "2026-03-01T08:00:02.500Z",
    source: { line: "line-2", serial: "SN1\nforged", fileName: "a.jpg" },
    recipe: { id: "control-box", version: 3 },
    recognizer: { kind: "embedded", model: "screws", version: "9f3a" },
    detections: [],
    findings: [],
    verdict: "fail",
    reasons: ["screw: missing, expected 4, seen 3"],
    timingsMs: { decode: 20, recognize: 40, judge: 1, annotate: 15, store: 4, total: 80 },
    evidence: { sequence: 7, originalKey: "", recordSha256: "", previousSha256: "", retainUntil: "" },
    dispositions: [],
    ...changes,
  },
});

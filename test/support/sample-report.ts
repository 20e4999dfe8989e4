import type { Inspection } from "../../src/domain/inspection.ts";
import { accumulateReport } from "../../src/domain/report/accumulate-report.ts";
import type { QualityReport } from "../../src/domain/report/quality-report.ts";

const HOUR_MS = 3_600_000;
/** What a stranger could call a part: each form has its own way to be fooled. */
export const HOSTILE_PART = `=HYPERLINK("http://evil.example","<b>Ü</b>"), O-ring`;

/**
 * Three weeks of a line that goes bad near the end, with reviews, rejected photos and hostile names. Made by
 * arithmetic alone: the same in every run.
 */
export function sampleReport(
  options: { days?: number; photosADay?: number; hostile?: boolean; parts?: number } = {},
): QualityReport {
  const { days = 21, photosADay = 60 } = options;
  const from = new Date("2026-03-02T00:00:00Z");
  const to = new Date(from.getTime() + days * 24 * HOUR_MS);
  const report = accumulateReport({ from: from.toISOString(), to: to.toISOString(), timeZone: "UTC" });
  const photos = days * photosADay;
  for (let n = 0; n < photos; n++) {
    report.add(
      sampleInspection(n, new Date(from.getTime() + n * (24 / photosADay) * HOUR_MS), photos, options),
      n % 18 === 0,
    );
  }
  const chainHead = { sequence: photos + 4, sha256: "ab".repeat(32) };
  return report.finish({ received: photos + 3, deadLetters: 2, chainHead });
}

function sampleInspection(
  n: number,
  at: Date,
  photos: number,
  { hostile = false, parts: partCount = 3 }: { hostile?: boolean; parts?: number },
): Inspection {
  const late = n > photos * 0.85;
  const fails = n % 23 === 0 || (late && n % 4 === 0);
  const verdict = n % 97 === 5 ? "rejected" : fails ? "fail" : n % 31 === 7 ? "review" : "pass";
  const names = hostile
    ? ["screw", HOSTILE_PART, "led"]
    : Array.from({ length: partCount }, (_, i) => NAMES[i] ?? `part ${i}`);
  const faulty = n % 7 < 4 ? 0 : n % 7 < 6 ? 1 : 2;
  const said =
    n % 9 === 0 ? (n % 45 === 0 ? "fail" : "pass") : verdict === "fail" && n % 2 === 0 ? "fail" : undefined;
  return {
    id: `inspection-${n}`,
    imageSha256: "cd".repeat(32),
    receivedAt: at.toISOString(),
    inspectedAt: new Date(at.getTime() + 300 + (n % 50) * 10).toISOString(),
    source: { line: n % 3 === 0 ? "line-2" : "line-1", fileName: `${n}.jpg` },
    recipe: { id: "control-box", version: n < photos / 2 ? 3 : 4 },
    recognizer: { kind: "embedded", model: "control-box", version: "0123456789ab" },
    imageQuality: {
      // A lamp dims near the end, by far more than photos vary.
      brightness: 0.52 + (n % 10) * 0.004 - (late ? 0.09 : 0),
      sharpness: 180 + (n % 13) * 5,
    },
    detections: [],
    findings: names.map((label, i) => ({
      label,
      state: fails && i === faulty % names.length ? (n % 5 === 0 ? "misplaced" : "missing") : "present",
      expected: 1,
      seen: 1,
      unsure: 0,
      confidence: Math.min(1, 0.9 + (n % 11) * 0.006 - (i % 5) * 0.04 - (i === 1 ? (0.06 * n) / photos : 0)),
      boxes: [],
    })),
    verdict,
    reasons: [],
    timingsMs: { decode: 10, recognize: 100, judge: 1, annotate: 20, store: 9, total: 140 + (n % 40) },
    evidence: {
      sequence: n + 2,
      originalKey: "o",
      recordSha256: "ef".repeat(32),
      previousSha256: "ef".repeat(32),
      retainUntil: "2029-03-02T00:00:00Z",
    },
    dispositions:
      said === undefined
        ? []
        : [
            {
              inspectionId: `inspection-${n}`,
              decision: said === verdict ? "agree" : "overrule",
              verdict: said,
              by: "ana",
              at: at.toISOString(),
              reason: "looked",
            },
          ],
  };
}

const NAMES = ["screw, top left", "O-ring", "status LED"];

import type { EvidenceBody, EvidenceEntry } from "../../src/domain/evidence.ts";
import { sealEntry } from "../../src/domain/evidence.ts";
import type { InspectionBody } from "../../src/domain/inspection.ts";
import type { QualityMessage } from "../../src/domain/message.ts";
import { parseRecipe, type Recipe } from "../../src/domain/recipe.ts";
import type { Receipt } from "../../src/ports/record-store.ts";

export const NOW = new Date("2026-03-01T08:00:00.000Z");

export function secondsLater(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}

export function sampleInspection(overrides: Partial<InspectionBody> = {}): InspectionBody {
  return {
    id: "01JNB000000000000000000001",
    imageSha256: "a".repeat(64),
    receivedAt: NOW.toISOString(),
    inspectedAt: secondsLater(1).toISOString(),
    source: { line: "line-1", serial: "SN-1", lot: "LOT-1", fileName: "SN-1.jpg" },
    recipe: { id: "widget", version: 1 },
    recognizer: { kind: "embedded", model: "screws", version: "0123456789ab" },
    detections: [{ label: "screw", confidence: 0.91, box: { left: 0.1, top: 0.1, width: 0.2, height: 0.2 } }],
    findings: [],
    verdict: "pass",
    reasons: [],
    timingsMs: { decode: 1, recognize: 2, judge: 0, annotate: 3, store: 1, total: 7 },
    originalKey: `aa/${"a".repeat(64)}.jpg`,
    analyzedKey: `bb/${"b".repeat(64)}.jpg`,
    analyzedSha256: "b".repeat(64),
    retainUntil: "2029-03-01T08:00:00.000Z",
    ...overrides,
  };
}

export function inspectionEvidence(overrides: Partial<InspectionBody> = {}): EvidenceBody {
  return { kind: "inspection", inspection: sampleInspection(overrides) };
}

export function dispositionEvidence(inspectionId: string): EvidenceBody {
  return {
    kind: "disposition",
    disposition: {
      inspectionId,
      decision: "overrule",
      verdict: "fail",
      by: "inspector",
      at: NOW.toISOString(),
      reason: "a scratch",
    },
  };
}

/** An entry at a place of the chain; its previous hash is made up. */
export function sealedAt(sequence: number, body: EvidenceBody): Promise<EvidenceEntry> {
  return sealEntry({ sequence: sequence - 1, sha256: "c".repeat(64) }, body, NOW.toISOString());
}

/** What is received for {@link sampleInspection}. */
export function sampleReceipt(overrides: Partial<Receipt> = {}): Receipt {
  const { id, receivedAt, source, recipe, originalKey, imageSha256 } = sampleInspection();
  return {
    inspectionId: id,
    dedupeKey: "line-1/SN-1.jpg",
    receivedAt,
    source,
    recipe,
    imageKey: originalKey,
    imageSha256,
    imageBytes: 1234,
    ...overrides,
  };
}

export function sampleMessage(id: string): QualityMessage {
  return {
    id,
    to: ["quality@example.com"],
    subject: "Widget SN-1: a screw is missing",
    text: "expected 4, seen 3",
    createdAt: NOW.toISOString(),
  };
}

export function sampleRecipe(version: number, title = "Widget", id = "widget"): Recipe {
  return parseRecipe({
    id,
    version,
    title,
    recognizer: { kind: "embedded", model: "screws" },
    parts: [{ label: "screw", count: 4 }],
  });
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

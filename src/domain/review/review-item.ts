import type { InspectionBody } from "../inspection.ts";
import { riskOf } from "./review-risk.ts";

/** `review`: the system was unsure. `sample`: drawn at random, to learn how often a verdict is wrong. */
export type ReviewReason = "review" | "sample";

/** One inspection that waits for a person. */
export type ReviewItem = {
  inspectionId: string;
  reason: ReviewReason;
  /** Since when it waits, ISO 8601. */
  queuedAt: string;
  /** Its place: what has the smaller one is looked at first. `queuedAt` less the head start that its risk gives it. */
  placeMs: number;
  /** As long as the inspection is kept, ISO 8601. */
  retainUntil: string;
};

/** @returns nothing for an inspection with a verdict that needs nobody */
export function reviewItemOf(inspection: InspectionBody): ReviewItem | undefined {
  if (inspection.verdict !== "review") return undefined;
  const { id, receivedAt, retainUntil } = inspection;
  const placeMs = Date.parse(receivedAt) - riskOf(inspection).headStartMs;
  return { inspectionId: id, reason: "review", queuedAt: receivedAt, placeMs, retainUntil };
}

/** A sample holds up nobody's widget, so it waits from when it was drawn, without a head start. */
export function sampleItemOf(inspectionId: string, drawnAt: Date, retainUntil: string): ReviewItem {
  const queuedAt = drawnAt.toISOString();
  return { inspectionId, reason: "sample", queuedAt, placeMs: drawnAt.getTime(), retainUntil };
}

import { minCount } from "../assign-detections.ts";
import type { Finding, InspectionBody } from "../inspection.ts";
import { reservationsIn } from "../judge.ts";

/** Why an inspection should not wait long, for programs and people. */
export type RiskReason =
  | { code: "part-wrong"; part: string; state: "missing" | "extra" | "misplaced" }
  | { code: "part-uncertain"; part: string; mayBeMissing: boolean; confidence?: number }
  | { code: "not-vouched"; because: string };

/** `headStartMs`: it goes before whatever is older than it by less than this; 0 to {@link LONGEST_HEAD_START_MS}. */
export type ReviewRisk = { headStartMs: number; reasons: RiskReason[] };

const HOUR_MS = 3_600_000;
/** So that nothing, however risky, keeps the rest waiting for ever. */
export const LONGEST_HEAD_START_MS = 24 * HOUR_MS;

/** An escape is far worse than a false reject: what may be missing weighs most. */
const HOURS = { missing: 6, otherwiseWrong: 4, uncertain: 1, mayBeMissing: 2, unsure: 3, notVouched: 2 };

/**
 * How much is at stake while nobody looks: parts that would fail the widget, parts that may be missing, how unsure the
 * recognizer was of them, and looks that it does not vouch for. Pure; each reason adds, and less confidence never
 * makes it less.
 */
export function riskOf({ findings, reasons }: Pick<InspectionBody, "findings" | "reasons">): ReviewRisk {
  const risks = [
    ...findings.flatMap(riskOfFinding),
    ...reservationsIn({ findings, reasons }).map((because) => ({
      hours: HOURS.notVouched,
      reason: { code: "not-vouched", because } as const,
    })),
  ];
  const hours = risks.reduce((sum, risk) => sum + risk.hours, 0);
  return {
    headStartMs: Math.min(LONGEST_HEAD_START_MS, Math.round(hours * HOUR_MS)),
    reasons: risks.sort((a, b) => b.hours - a.hours).map(({ reason }) => reason),
  };
}

function riskOfFinding(finding: Finding): { hours: number; reason: RiskReason }[] {
  const part = finding.name ?? finding.label;
  switch (finding.state) {
    case "present":
      return [];
    case "uncertain": {
      const { confidence } = finding;
      const mayBeMissing = finding.seen < minCount({ count: finding.expected });
      const hours =
        HOURS.uncertain + (mayBeMissing ? HOURS.mayBeMissing : 0) + HOURS.unsure * (1 - (confidence ?? 0));
      const sureness = confidence === undefined ? {} : { confidence };
      return [{ hours, reason: { code: "part-uncertain", part, mayBeMissing, ...sureness } }];
    }
    default: {
      const hours = finding.state === "missing" ? HOURS.missing : HOURS.otherwiseWrong;
      return [{ hours, reason: { code: "part-wrong", part, state: finding.state } }];
    }
  }
}

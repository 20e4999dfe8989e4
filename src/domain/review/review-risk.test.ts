import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleInspection } from "../../../test/contracts/samples.ts";
import type { Finding, FindingState } from "../inspection.ts";
import { reviewItemOf } from "./review-item.ts";
import { LONGEST_HEAD_START_MS, riskOf } from "./review-risk.ts";

const HOUR_MS = 3_600_000;

function finding(state: FindingState, over: Partial<Finding> = {}): Finding {
  return { label: "screw", state, expected: 4, seen: 3, unsure: 1, boxes: [], ...over };
}

const anyFinding = fc.record({
  state: fc.constantFrom<FindingState>("present", "missing", "extra", "misplaced", "uncertain"),
  seen: fc.nat(6),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
});
const anyFindings = fc.array(
  anyFinding.map(({ state, ...over }) => finding(state, over)),
  { maxLength: 20 },
);

function inspected(findings: Finding[], reservations: string[] = []) {
  const described = findings.filter(({ state }) => state !== "present").map(() => "a finding");
  return { findings, reasons: [...reservations, ...described] };
}

describe("the risk of an inspection that waits", () => {
  it("names what may be wrong, the weightiest first", () => {
    const unsure = finding("uncertain", { name: "left screw", confidence: 0.5 });
    const findings = [
      finding("present"),
      finding("uncertain", { seen: 4, confidence: 0.9 }),
      unsure,
      finding("missing"),
    ];

    const { reasons } = riskOf(inspected(findings, ["The photo is blurred."]));

    expect(reasons).toEqual([
      { code: "part-wrong", part: "screw", state: "missing" },
      { code: "part-uncertain", part: "left screw", mayBeMissing: true, confidence: 0.5 },
      { code: "not-vouched", because: "The photo is blurred." },
      { code: "part-uncertain", part: "screw", mayBeMissing: false, confidence: 0.9 },
    ]);
  });

  it("weighs a part that is missing more than one that is only uncertain, and that more than nothing", () => {
    const heads = [
      [finding("missing")],
      [finding("uncertain", { confidence: 0.5 })],
      [finding("present")],
    ].map((findings) => riskOf(inspected(findings)).headStartMs);

    expect(heads).toEqual([6 * HOUR_MS, 4.5 * HOUR_MS, 0]);
  });

  it("is never less for another reason, never less for less confidence, and never without end", () => {
    fc.assert(
      fc.property(
        anyFindings,
        anyFinding,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (findings, more, lower) => {
          const { state, ...over } = more;
          const before = riskOf(inspected(findings)).headStartMs;
          const after = riskOf(inspected([...findings, finding(state, over)])).headStartMs;
          const confidence = over.confidence * lower;
          const lessSure = riskOf(
            inspected([...findings, finding(state, { ...over, confidence })]),
          ).headStartMs;

          expect(after).toBeGreaterThanOrEqual(before);
          expect(lessSure).toBeGreaterThanOrEqual(after);
          expect(lessSure).toBeLessThanOrEqual(LONGEST_HEAD_START_MS);
        },
      ),
    );
  });
});

describe("the place in the queue", () => {
  const at = (ms: number) => new Date(Date.parse("2026-03-01T08:00:00Z") + ms).toISOString();
  const placeOf = (findings: Finding[], ageMs: number) =>
    reviewItemOf(sampleInspection({ verdict: "review", receivedAt: at(-ageMs), ...inspected(findings) }))
      ?.placeMs ?? Number.NaN;

  it("is before everything younger of no more risk, and nothing waits longer than a day for what came later", () => {
    const anAge = fc.nat({ max: 30 * 24 * HOUR_MS });
    fc.assert(
      fc.property(anyFindings, anyFindings, anAge, anAge, (some, others, age, otherAge) => {
        const [mine, theirs] = [placeOf(some, age), placeOf(others, otherAge)];
        const isRiskier = riskOf(inspected(some)).headStartMs >= riskOf(inspected(others)).headStartMs;

        if (isRiskier && age > otherAge) expect(mine).toBeLessThan(theirs);
        if (age > otherAge + LONGEST_HEAD_START_MS) expect(mine).toBeLessThan(theirs);
      }),
    );
  });

  it("is none for a verdict that needs nobody", () => {
    const verdicts = (["pass", "fail", "rejected"] as const).map((verdict) =>
      reviewItemOf(sampleInspection({ verdict })),
    );

    expect(verdicts).toEqual([undefined, undefined, undefined]);
  });
});

import { describe, expect, it } from "vitest";
import { sampleInspection, sealedAt } from "../../../test/contracts/samples.ts";
import { toInspection } from "../evidence.ts";
import type { Finding, Inspection, InspectionBody } from "../inspection.ts";
import { createExampleTally, EXAMPLES_A_KIND } from "./example-tally.ts";

async function inspected(over: Partial<InspectionBody>): Promise<Inspection> {
  const entry = await sealedAt(1, { kind: "inspection", inspection: sampleInspection(over) });
  if (entry.kind !== "inspection") throw new Error("An inspection was sealed.");
  return toInspection(entry);
}

function missing(confidence: number): Finding {
  return { label: "screw", state: "missing", expected: 1, seen: 0, unsure: 0, confidence, boxes: [] };
}

function examplesOf(inspections: readonly Inspection[]) {
  const tally = createExampleTally();
  for (const one of inspections) tally.add(one);
  return tally.finish();
}

describe("the examples of a report", () => {
  it("are the fails with the most wrong parts, then those seen least surely", async () => {
    const fails = await Promise.all(
      [[missing(0.9)], [missing(0.9), missing(0.9)], [missing(0.2)]].map((findings, i) =>
        inspected({ id: `f${i}`, verdict: "fail", findings }),
      ),
    );

    expect(examplesOf(fails).map(({ inspectionId }) => inspectionId)).toEqual(["f1", "f2", "f0"]);
  });

  it("are few, the same in whatever order inspections come, and no review or rejected photo", async () => {
    const all = await Promise.all(
      Array.from({ length: 90 }, (_, i) => {
        const verdict = (["pass", "fail", "review", "rejected"] as const)[i % 4] ?? "pass";
        return inspected({ id: `i${i}`, verdict, findings: [missing((i % 10) / 10)] });
      }),
    );

    const forward = examplesOf(all);

    expect(examplesOf([...all].reverse())).toEqual(forward);
    expect(forward.map(({ kind }) => kind)).toEqual([
      ...Array(EXAMPLES_A_KIND).fill("worst"),
      ...Array(EXAMPLES_A_KIND).fill("typical"),
    ]);
    expect(new Set(forward.map(({ verdict }) => verdict))).toEqual(new Set(["fail", "pass"]));
  });

  it("that are typical come from all of the range", async () => {
    const passes = await Promise.all(
      Array.from({ length: 600 }, (_, i) => inspected({ id: `i${i}`, verdict: "pass" })),
    );

    const places = examplesOf(passes).map(({ inspectionId }) => Number(inspectionId.slice(1)));

    expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(150);
  });
});

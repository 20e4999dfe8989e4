import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Disposition } from "../inspection.ts";
import { holdingDecision } from "./holding-decision.ts";

const said = { inspectionId: "a", at: "2026-03-01T08:00:00.000Z", reason: "looked at it" };
const decided = (by: string): Disposition => ({ ...said, by, decision: "overrule", verdict: "fail" });
const withdrawn = (by: string): Disposition => ({ ...said, by, decision: "withdrawn" });

describe("the decision that holds", () => {
  it("is the last one", () => {
    expect(holdingDecision({ dispositions: [decided("Ana"), decided("Ben")] })?.by).toBe("Ben");
  });

  it("is the one before when the last was taken back, and none when all were", () => {
    const [one, two] = [decided("Ana"), decided("Ben")];

    expect(holdingDecision({ dispositions: [one, two, withdrawn("Ben")] })?.by).toBe("Ana");
    expect(holdingDecision({ dispositions: [one, two, withdrawn("Ben"), withdrawn("Ana")] })).toBeUndefined();
    expect(holdingDecision({ dispositions: [] })).toBeUndefined();
  });

  it("is the same as if what was taken back had never been said", () => {
    const some = fc.array(fc.boolean().map((keeps) => (keeps ? decided("Ana") : withdrawn("Ana"))));
    fc.assert(
      fc.property(some, fc.string(), (dispositions, by) => {
        const before = holdingDecision({ dispositions });

        expect(holdingDecision({ dispositions: [...dispositions, decided(by), withdrawn(by)] })).toEqual(
          before,
        );
      }),
    );
  });
});

import type { FindingState, Verdict } from "../inspection.ts";

/** Words that mails and reports share; the dashboard says the same. */
export type CommonWords = {
  verdicts: Record<Verdict, string>;
  states: Record<FindingState, string>;
};

export const commonEn: CommonWords = {
  verdicts: { pass: "pass", fail: "fail", review: "review", rejected: "rejected" },
  states: {
    present: "present",
    missing: "missing",
    extra: "extra",
    misplaced: "misplaced",
    uncertain: "uncertain",
  },
};

import type { CommonWords } from "./common-en.ts";

export const commonDe: CommonWords = {
  verdicts: { pass: "gut", fail: "schlecht", review: "nachprüfen", rejected: "unbrauchbar" },
  states: {
    present: "vorhanden",
    missing: "fehlt",
    extra: "zu viel",
    misplaced: "am falschen Ort",
    uncertain: "unsicher",
  },
};

import type { CommonWords } from "./common-en.ts";

export const commonEs: CommonWords = {
  verdicts: { pass: "correcto", fail: "defectuoso", review: "revisar", rejected: "inservible" },
  states: {
    present: "presente",
    missing: "falta",
    extra: "sobra",
    misplaced: "mal colocado",
    uncertain: "dudoso",
  },
};

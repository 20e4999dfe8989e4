import { useTranslations } from "use-intl";
import type { components } from "../api/schema.gen.ts";

export type Fault = components["schemas"]["InspectionSummary"]["faults"][number];

/** @returns a function that says what is wrong, such as "screw: missing, 3 of 4" */
export function useFaultText(): (fault: Fault) => string {
  const words = useTranslations();
  return ({ label, name, state, expected, seen }) =>
    words("inspections.fault", {
      part: name ?? label,
      state: words(`shell.states.${state}`),
      seen: String(seen),
      expected: expectedText(expected),
    });
}

/** Such as 4, 2–4 or ≥ 2: the same in every language. */
export function expectedText(expected: Fault["expected"]): string {
  if (typeof expected === "number") return String(expected);
  return expected.max === undefined ? `≥ ${expected.min}` : `${expected.min}–${expected.max}`;
}

import type { Inspection } from "./inspection.ts";

type Disposition = Inspection["dispositions"][number];

/** The decision that counts: the last one that nobody took back. */
export function holdingDecision(dispositions: readonly Disposition[]): Disposition | undefined {
  const held: Disposition[] = [];
  for (const disposition of dispositions) {
    if (disposition.decision === "withdrawn") held.pop();
    else held.push(disposition);
  }
  return held.at(-1);
}

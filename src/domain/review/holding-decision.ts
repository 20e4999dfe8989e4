import type { Decision, Inspection } from "../inspection.ts";

/**
 * The decision that counts: the last one that nobody took back. A withdrawal takes back the last decision that held
 * until then, so that the one before it counts again.
 * @param inspection its dispositions in the order of the chain
 */
export function holdingDecision({ dispositions }: Pick<Inspection, "dispositions">): Decision | undefined {
  const held: Decision[] = [];
  for (const disposition of dispositions) {
    if (disposition.decision === "withdrawn") held.pop();
    else held.push(disposition);
  }
  return held.at(-1);
}

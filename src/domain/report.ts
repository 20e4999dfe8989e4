import type { Finding, Inspection, Verdict } from "./inspection.ts";

/** What became of the photos of one recipe in one period. */
export type RecipeReport = {
  recipe: string;
  title: string;
  received: number;
  verdicts: Record<Verdict, number>;
  /** Received and neither judged nor rejected: dead letters, or still in the line. */
  open: number;
  /** 0 to 1: pass ÷ (pass + fail + review). Absent when nothing was inspected. */
  firstPassYield?: number;
  /** What was wrong most often first; `inspections` counts widgets, not parts. */
  pareto: { part: string; state: Finding["state"]; inspections: number }[];
};

/** `from` inclusive, `to` exclusive, by the time of receipt; ISO 8601. */
export type QualityReport = { from: string; to: string; recipes: RecipeReport[]; deadLetters: number };

export type ParetoCounts = Map<string, RecipeReport["pareto"][number]>;

/** Count one inspection's faults; a part that several findings speak of in the same way counts once. */
export function countFaults(counts: ParetoCounts, { findings }: Inspection): void {
  const faults = findings.filter(({ state }) => state !== "present");
  const once = new Map(faults.map((fault) => [`${fault.state} ${fault.name ?? fault.label}`, fault]));
  for (const [key, { name, label, state }] of once) {
    const counted = counts.get(key) ?? { part: name ?? label, state, inspections: 0 };
    counts.set(key, { ...counted, inspections: counted.inspections + 1 });
  }
}

export function paretoOf(counts: ParetoCounts): RecipeReport["pareto"] {
  return [...counts.values()].sort((a, b) => b.inspections - a.inspections || a.part.localeCompare(b.part));
}

import { z } from "zod";
import type { Inspection } from "../inspection.ts";

const faultStateSchema = z.enum(["missing", "extra", "misplaced", "uncertain"]);

export const faultSchema = z.object({
  part: z.string().describe("The name that the recipe gives the part, else its label."),
  state: faultStateSchema,
  inspections: z.int().min(1),
  share: z.number().min(0).max(1).describe("Of all faults of that state."),
  cumulative: z.number().min(0).max(1).describe("Share of this one and all more frequent ones."),
});
export type Fault = z.infer<typeof faultSchema>;

/** Counts inspections by part and what was wrong with it; memory grows with the parts of the recipes only. */
export function createFaultTally() {
  const counts = new Map<string, { part: string; state: Fault["state"]; inspections: number }>();

  return {
    add({ findings }: Pick<Inspection, "findings">): void {
      // A part that has several places counts once an inspection: the unit of the chart is the widget.
      const counted = new Set<string>();
      for (const { label, name, state: anyState } of findings) {
        const { data: state } = faultStateSchema.safeParse(anyState);
        const part = name ?? label;
        const key = `${anyState}\n${part}`;
        if (state === undefined || counted.has(key)) continue;
        counted.add(key);
        const known = counts.get(key);
        if (known) known.inspections += 1;
        else counts.set(key, { part, state, inspections: 1 });
      }
    },

    /** Missing first, then the other states; in each the most frequent first. */
    finish(): Fault[] {
      return faultStateSchema.options.flatMap((state) => {
        const rows = [...counts.values()]
          .filter((row) => row.state === state)
          .sort((a, b) => b.inspections - a.inspections || compareTexts(a.part, b.part));
        const all = rows.reduce((sum, row) => sum + row.inspections, 0);
        let sum = 0;
        return rows.map((row) => {
          sum += row.inspections;
          return { ...row, share: row.inspections / all, cumulative: sum / all };
        });
      });
    },
  };
}

/** By code units: the same order on every machine, whatever its language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

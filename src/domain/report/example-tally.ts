import { z } from "zod";
import { type Inspection, verdictSchema } from "../inspection.ts";
import { compareTexts } from "./fault-tally.ts";

export const exampleSchema = z.object({
  kind: z
    .enum(["worst", "typical"])
    .describe(
      "`worst`: fails with the most wrong parts, seen least surely; `typical`: passes picked at random.",
    ),
  inspectionId: z.string(),
  receivedAt: z.iso.datetime(),
  recipe: z.string(),
  line: z.string().optional(),
  widget: z.string().describe("The serial, or else the name of the file."),
  verdict: verdictSchema,
  reasons: z.array(z.string()),
});
export type Example = z.infer<typeof exampleSchema>;

/** A page of them: who wants more looks at the inspections. */
export const EXAMPLES_A_KIND = 6;

/** The smallest rank wins. */
type Ranked = { rank: number; example: Example };

/**
 * A few photos that show what a range was like, whatever the order in which its inspections come. Which passes are
 * typical is decided by a hash of their ids, so that the same report shows the same ones.
 */
export function createExampleTally() {
  const kept: Record<Example["kind"], Ranked[]> = { worst: [], typical: [] };

  function offer(kind: Example["kind"], rank: number, inspection: Inspection): void {
    const best = kept[kind];
    const last = best[EXAMPLES_A_KIND - 1];
    if (last !== undefined && rank > last.rank) return;
    best.push({ rank, example: exampleOf(kind, inspection) });
    best.sort((a, b) => a.rank - b.rank || compareTexts(a.example.inspectionId, b.example.inspectionId));
    best.length = Math.min(best.length, EXAMPLES_A_KIND);
  }

  return {
    add(inspection: Inspection): void {
      if (inspection.verdict === "fail") offer("worst", -badnessOf(inspection), inspection);
      if (inspection.verdict === "pass") offer("typical", hashOf(inspection.id), inspection);
    },
    finish: (): Example[] => [...kept.worst, ...kept.typical].map(({ example }) => example),
  };
}

/** Each wrong part counts more than any lack of confidence. */
function badnessOf({ findings }: Pick<Inspection, "findings">): number {
  const wrong = findings.filter(({ state }) => state !== "present" && state !== "uncertain").length;
  const weakest = Math.min(1, ...findings.flatMap(({ confidence }) => confidence ?? []));
  return wrong + (1 - weakest) / 2;
}

function exampleOf(kind: Example["kind"], inspection: Inspection): Example {
  const { id, receivedAt, recipe, source, verdict, reasons } = inspection;
  return {
    kind,
    inspectionId: id,
    receivedAt,
    recipe: recipe.id,
    ...(source.line === undefined ? {} : { line: source.line }),
    widget: source.serial ?? source.fileName,
    verdict,
    reasons,
  };
}

/** FNV-1a (Fowler, Noll, Vo) over the code units: quick, and not meant to withstand anybody. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The last characters alone would tell too little apart: mix once more (the finalizer of MurmurHash3).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

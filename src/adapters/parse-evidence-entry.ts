import { z } from "zod";
import type { EvidenceEntry } from "../domain/evidence.ts";
import type { StoredEntry } from "../ports/evidence-vault.ts";

/**
 * Just enough shape to work with an entry: places in the chain and what is looked up by. Not the whole schema,
 * which grows over the years while old entries stay as they are; that nothing changed is what the hash is for.
 */
const chainFields = {
  sequence: z.int().min(1),
  previousSha256: z.string().regex(/^[0-9a-f]{64}$/),
  sealedAt: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};
const recipeRef = z.looseObject({ id: z.string(), version: z.number() });
const entryShape = z.discriminatedUnion("kind", [
  z.looseObject({
    ...chainFields,
    kind: z.literal("inspection"),
    inspection: z.looseObject({
      id: z.string(),
      receivedAt: z.string(),
      source: z.looseObject({}),
      recipe: recipeRef,
      verdict: z.string(),
      originalKey: z.string(),
      analyzedKey: z.string().optional(),
      retainUntil: z.string(),
    }),
  }),
  z.looseObject({
    ...chainFields,
    kind: z.literal("disposition"),
    disposition: z.looseObject({ inspectionId: z.string() }),
  }),
  z.looseObject({
    ...chainFields,
    kind: z.literal("acknowledgement"),
    acknowledgement: z.looseObject({ alertId: z.string() }),
  }),
  z.looseObject({ ...chainFields, kind: z.literal("recipe"), recipe: recipeRef }),
  z.looseObject({
    ...chainFields,
    kind: z.literal("report"),
    report: z.looseObject({
      id: z.string(),
      files: z.array(z.looseObject({ key: z.string(), sha256: z.string() })),
      retainUntil: z.string(),
    }),
  }),
]);

/** @returns the entry as it stands in the text, unknown fields included, or what is wrong with it */
export function parseEvidenceEntry(sequence: number, text: string): StoredEntry {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { sequence, damaged: `evidence ${sequence} is not JSON` };
  }
  const shape = entryShape.safeParse(parsed);
  if (!shape.success) {
    const where = shape.error.issues[0]?.path.join(".");
    return { sequence, damaged: `evidence ${sequence} does not have the shape of an entry at "${where}"` };
  }
  if (shape.data.sequence !== sequence) {
    return { sequence, damaged: `evidence ${sequence} says that it is ${shape.data.sequence}` };
  }
  return { sequence, entry: parsed as EvidenceEntry };
}

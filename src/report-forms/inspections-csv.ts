import { stringify } from "csv-stringify/sync";
import type { Inspection } from "../domain/inspection.ts";
import { describeFinding } from "../domain/judge.ts";
import { holdingDecision } from "../domain/review/holding-decision.ts";
import { defuse } from "./defuse.ts";

const COLUMNS: Record<string, (inspection: Inspection) => string | number | undefined> = {
  id: ({ id }) => id,
  receivedAt: ({ receivedAt }) => receivedAt,
  inspectedAt: ({ inspectedAt }) => inspectedAt,
  verdict: ({ verdict }) => verdict,
  recipe: ({ recipe }) => recipe.id,
  recipeVersion: ({ recipe }) => recipe.version,
  line: ({ source }) => source.line,
  station: ({ source }) => source.station,
  camera: ({ source }) => source.camera,
  serial: ({ source }) => source.serial,
  lot: ({ source }) => source.lot,
  fileName: ({ source }) => source.fileName,
  notAsExpected: ({ findings }) =>
    findings
      .filter(({ state }) => state !== "present")
      .map(describeFinding)
      .join("; "),
  reasons: ({ reasons }) => reasons.join("; "),
  decision: (inspection) => holdingDecision(inspection)?.decision,
  decidedVerdict: (inspection) => holdingDecision(inspection)?.verdict,
  decidedBy: (inspection) => holdingDecision(inspection)?.by,
  decidedAt: (inspection) => holdingDecision(inspection)?.at,
  model: ({ recognizer }) => recognizer?.model,
  modelVersion: ({ recognizer }) => recognizer?.version,
  totalMs: ({ timingsMs }) => timingsMs.total,
  sequence: ({ evidence }) => evidence.sequence,
  recordSha256: ({ evidence }) => evidence.recordSha256,
  originalSha256: ({ imageSha256 }) => imageSha256,
};

/** A table of inspections in pieces, with a head even where there are none. Names from outside start no formula. */
export async function* renderInspectionsCsv(
  pages: AsyncIterable<readonly Inspection[]>,
): AsyncGenerator<Uint8Array, void> {
  yield encode([Object.keys(COLUMNS)]);
  for await (const inspections of pages) {
    if (inspections.length > 0) yield encode(inspections.map(rowOf));
  }
}

function rowOf(inspection: Inspection): (string | number | undefined)[] {
  return Object.values(COLUMNS).map((read) => {
    const value = read(inspection);
    return typeof value === "string" ? defuse(value) : value;
  });
}

function encode(rows: readonly (readonly (string | number | undefined)[])[]): Uint8Array {
  return new TextEncoder().encode(stringify(rows as unknown[][], { record_delimiter: "windows" }));
}

import { PartproofError } from "../domain/errors.ts";
import type { Disposition, Inspection } from "../domain/inspection.ts";
import type { Platform } from "./platform.ts";
import { recordEntry } from "./record-entry.ts";

/**
 * A person decides on an inspection. The decision is sealed into the same chain as the verdict, which stays.
 * @throws PartproofError `not-found`; `conflict` when the decision contradicts itself
 */
export async function reviewInspection(
  platform: Platform,
  decision: Omit<Disposition, "at">,
): Promise<Inspection> {
  const inspection = await platform.records.get(decision.inspectionId);
  if (!inspection) throw noInspection(decision.inspectionId);
  const agrees = inspection.verdict === decision.verdict;
  // A `review` verdict took no side, so either answer agrees with it.
  if (inspection.verdict !== "review" && agrees !== (decision.decision === "agree")) {
    const message = `The verdict is ${inspection.verdict}: "${decision.decision}" with "${decision.verdict}" contradicts itself. Send "overrule" to change the outcome, "agree" to keep it.`;
    throw new PartproofError("conflict", message);
  }
  const at = platform.now().toISOString();
  const disposition = { ...decision, at };
  await recordEntry(platform, await platform.vault.seal({ kind: "disposition", disposition }, at));
  return (await platform.records.get(inspection.id)) ?? inspection;
}

export function noInspection(id: string): PartproofError {
  return new PartproofError(
    "not-found",
    `There is no inspection ${id}. Look it up with GET /v1/inspections.`,
  );
}

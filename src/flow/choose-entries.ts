import { PartproofError } from "../domain/errors.ts";
import type { EvidenceEntry } from "../domain/evidence.ts";
import type { RecipeRef } from "../domain/recipe.ts";
import type { InspectionFilter } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

/** Which inspections: those for which all that is given holds. */
export type EvidenceSelection = InspectionFilter;

export type ChosenEntries = {
  inspections: number;
  /** Whether an entry is one of the inspections, a decision on one, or a recipe that judged one. */
  has(entry: EvidenceEntry): boolean;
};

const PAGE = 500;

/** @throws PartproofError `not-found` when no inspection fits; `invalid-input` for a date that is none */
export async function chooseEntries(
  { records }: Pick<Platform, "records">,
  selection: EvidenceSelection,
): Promise<ChosenEntries> {
  const ids = new Set<string>();
  const recipes = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await records.list(selection, { limit: PAGE, cursor });
    for (const { id, recipe } of page.items) {
      ids.add(id);
      recipes.add(nameOf(recipe));
    }
    cursor = page.next;
  } while (cursor !== undefined);
  if (ids.size === 0) throw nothingFits(selection);
  return {
    inspections: ids.size,
    has(entry) {
      if (entry.kind === "inspection") return ids.has(entry.inspection.id);
      if (entry.kind === "disposition") return ids.has(entry.disposition.inspectionId);
      // What sums up many inspections would tell of those that nobody chose; what is about alerts, of none.
      return entry.kind === "recipe" && recipes.has(nameOf(entry.recipe));
    },
  };
}

/** What a selection asks for, by name. */
export function givenIn(selection: EvidenceSelection): Record<string, string> {
  return Object.fromEntries(
    Object.entries(selection).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function nameOf({ id, version }: RecipeRef): string {
  return `${id}@${version}`;
}

function nothingFits(selection: EvidenceSelection): PartproofError {
  const asked = Object.entries(givenIn(selection)).map(([name, value]) => `${name} ${value}`);
  const message = `There is no inspection with ${asked.join(", ")}. Look at what there is: GET /v1/inspections, or the dashboard.`;
  return new PartproofError("not-found", message);
}

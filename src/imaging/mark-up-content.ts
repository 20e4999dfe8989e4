import type { Detection } from "../domain/detection.ts";
import type { HeatMap } from "../domain/heat-map.ts";
import type { Finding, Verdict } from "../domain/inspection.ts";
import type { RecipeRef } from "../domain/recipe.ts";

/** What is written on an analyzed photo. Any text may be hostile: it is drawn, never interpreted. */
export type MarkUp = {
  verdict: Verdict;
  /** The recipe's title. */
  title: string;
  recipe: RecipeRef;
  /** When it was inspected, ISO 8601. */
  at: string;
  serial?: string | undefined;
  line?: string | undefined;
  inspectionId: string;
  findings: readonly Finding[];
  detections: readonly Detection[];
  reasons: readonly string[];
  /** Laid over the photo, below the marks. */
  heatMap?: HeatMap | undefined;
};

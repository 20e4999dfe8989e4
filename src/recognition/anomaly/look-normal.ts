import type { Detection } from "../../domain/detection.ts";
import type { HeatMap } from "../../domain/heat-map.ts";
import type { Backbone } from "../backbone.ts";
import { checkBackbone } from "../check-backbone.ts";
import type { DotProducts } from "../dot-products.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { describeCells } from "./describe-cells.ts";
import { type Distances, openDistances } from "./distances.ts";
import { heatMapOf } from "./heat-map-of.ts";
import { judgeAnomaly, type NormalScores } from "./judge-anomaly.ts";
import { readNormalModel } from "./normal-model-file.ts";

/** A taught model of mode `normal`, ready to look. */
export type OpenNormal = { distances: Distances; scores: NormalScores };

/** @throws PartproofError `damaged`, also when the model was taught on other features than those installed */
export function openNormal(file: Uint8Array, products: DotProducts): OpenNormal {
  const { header, look, scores } = readNormalModel(file);
  checkBackbone(header.backbone);
  return { distances: openDistances(look, products), scores };
}

/** Says how surely something is different from normal photos, and where; a photo of another shape cannot be compared. */
export async function lookNormal(
  photo: WorkingPhoto,
  { distances, scores }: OpenNormal,
  backbone: Backbone,
): Promise<{ detections: Detection[]; reservations: string[]; heatMap?: HeatMap }> {
  const grid = await describeCells(photo, backbone);
  if (grid.rows !== distances.rows || grid.columns !== distances.columns) {
    return { detections: [], reservations: ["the photo has another shape than the normal photos"] };
  }
  const map = await distances.of(grid);
  const content = { width: photo.contentWidth / photo.width, height: photo.contentHeight / photo.height };
  const heatMap = heatMapOf(map, scores, content);
  return { detections: [judgeAnomaly(map, scores, content)], reservations: [], heatMap };
}

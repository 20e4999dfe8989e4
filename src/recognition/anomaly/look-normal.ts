import type { Detection } from "../../domain/detection.ts";
import type { HeatMap } from "../../domain/heat-map.ts";
import type { Backbone } from "../backbone.ts";
import { checkBackbone } from "../check-backbone.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { describeCells } from "./describe-cells.ts";
import { heatMapOf } from "./heat-map-of.ts";
import { judgeAnomaly } from "./judge-anomaly.ts";
import { distanceMap } from "./normal-look.ts";
import { type NormalModel, readNormalModel } from "./normal-model-file.ts";

/** @throws PartproofError `damaged`, also when the model was taught on other features than those installed */
export function openNormal(file: Uint8Array): NormalModel {
  const model = readNormalModel(file);
  checkBackbone(model.header.backbone);
  return model;
}

/** Says how surely something is different from normal photos, and where; a photo of another shape cannot be compared. */
export async function lookNormal(
  photo: WorkingPhoto,
  { look, scores }: NormalModel,
  backbone: Backbone,
): Promise<{ detections: Detection[]; reservations: string[]; heatMap?: HeatMap }> {
  const grid = describeCells(await backbone.look(photo));
  if (grid.rows !== look.rows || grid.columns !== look.columns) {
    return { detections: [], reservations: ["the photo has another shape than the normal photos"] };
  }
  const map = { rows: look.rows, columns: look.columns, distances: distanceMap(look, grid) };
  const content = { width: photo.contentWidth / photo.width, height: photo.contentHeight / photo.height };
  const heatMap = heatMapOf(map, scores, content);
  return { detections: [judgeAnomaly(map, scores, content)], reservations: [], heatMap };
}

import type { Box, Detection } from "../../domain/detection.ts";
import type { Backbone } from "../backbone.ts";
import { checkBackbone } from "../check-backbone.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { findKeypoints, restoreKeypoints } from "./align-photo.ts";
import { type GoldenHeader, readGoldenModel } from "./golden-model-file.ts";
import { type Area, type Homography, IDENTITY, mapArea, mapPoint } from "./homography.ts";
import { judgePlace } from "./judge-place.ts";
import { type OpenCv, openCv } from "./open-cv.ts";
import { openJudge, type PlaceJudge } from "./place-judge.ts";
import { alignByReferences, type Reference } from "./references.ts";

/** A taught model of mode `golden`, ready to look. `close` frees what it holds outside of JavaScript. */
export type OpenGolden = {
  header: GoldenHeader;
  judge: PlaceJudge;
  references: Reference[];
  cv: OpenCv;
  close(): void;
};

export type GoldenLook = { detections: Detection[]; reservations: string[] };

/** Nobody knows: where a place could not be looked at. Without a box, so that it is never sure evidence. */
const UNKNOWN = 0.5;
const LEAST_CONFIDENCE = 0.01;
/** From here on another part than the expected one is reported in a place. */
const OTHER_PART = 0.5;

/** @throws PartproofError `damaged`, also when the model was taught on other features than those installed */
export async function openGolden(file: Uint8Array): Promise<OpenGolden> {
  const { header, pixels, corners, examples } = readGoldenModel(file);
  checkBackbone(header.backbone);
  const { width, height } = header.golden;
  const { cv } = await openCv();
  const photo = { pixels, width, height, contentWidth: width, contentHeight: height };
  const judge = openJudge(examples, header.labels.length, header.calibration);
  const references: Reference[] = [{ keypoints: findKeypoints(cv, photo), toReference: IDENTITY }];
  for (const [at, outline] of header.golden.references.entries()) {
    const packed = corners[at];
    if (!packed) continue;
    const toReference = outline.toReference as unknown as Homography;
    references.push({ keypoints: restoreKeypoints(cv, packed, outline), toReference });
  }
  const close = () => {
    for (const { keypoints } of references) keypoints.delete();
  };
  return { header, judge, references, cv, close };
}

/**
 * Aligns the photo and judges every place.
 * @param photo scaled to the model's long side
 * @returns for each place what may be there, best first, also weak ones. Where the photo cannot be aligned, or does not
 *   show a place, a reservation, and each part of the places not seen once at confidence 0.5 without a box
 */
export async function lookGolden(
  photo: WorkingPhoto,
  model: OpenGolden,
  backbone: Backbone,
): Promise<GoldenLook> {
  const { golden, labels } = model.header;
  const keypoints = findKeypoints(model.cv, photo);
  const alignment = alignByReferences(model.cv, model.references, keypoints);
  keypoints.delete();
  const detections: Detection[] = [];
  let hidden = 0;
  for (const [at, place] of golden.places.entries()) {
    const box = alignment && boxIn(photo, alignment.toPhoto, place);
    if (!alignment || !box) {
      hidden++;
      for (const label of place.labels) detections.push({ label: labels[label] ?? "", confidence: UNKNOWN });
      continue;
    }
    const { toPhoto } = alignment;
    const { seen: asked, description } = await judgePlace(photo, toPhoto, place, at, model.judge, backbone);
    if (asked.every(({ confidence }) => confidence < OTHER_PART))
      for (const label of labels.keys()) {
        if (place.labels.includes(label)) continue;
        const confidence = model.judge(description, at, label);
        if (confidence >= OTHER_PART) asked.push({ label, confidence });
      }
    for (const { label, confidence } of asked)
      if (confidence >= LEAST_CONFIDENCE) detections.push({ label: labels[label] ?? "", confidence, box });
  }
  detections.sort((a, b) => b.confidence - a.confidence);
  return { detections, reservations: reservationsFor(alignment !== undefined, hidden, golden.places.length) };
}

function reservationsFor(aligned: boolean, hidden: number, places: number): string[] {
  if (!aligned) return ["The photo could not be aligned to the golden photo, so no place was judged."];
  return hidden > 0 ? [`${hidden} of ${places} places lie outside the photo.`] : [];
}

/** The place in the photo, in fractions. @returns undefined when its center is not in the photo */
function boxIn(photo: WorkingPhoto, toPhoto: Homography, place: Area): Box | undefined {
  const { contentWidth, contentHeight } = photo;
  const center = mapPoint(toPhoto, place);
  if (!(center.x >= 0 && center.y >= 0 && center.x < contentWidth && center.y < contentHeight))
    return undefined;
  const area = mapArea(toPhoto, place);
  const left = Math.max(0, (area.x + 0.5 - area.width / 2) / contentWidth);
  const top = Math.max(0, (area.y + 0.5 - area.height / 2) / contentHeight);
  const right = Math.min(1, (area.x + 0.5 + area.width / 2) / contentWidth);
  const bottom = Math.min(1, (area.y + 0.5 + area.height / 2) / contentHeight);
  return { left, top, width: right - left, height: bottom - top };
}

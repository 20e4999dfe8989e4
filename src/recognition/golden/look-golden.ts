import type { Box, Detection } from "../../domain/detection.ts";
import type { Backbone } from "../backbone.ts";
import { checkBackbone } from "../check-backbone.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { type AlignTools, aimAt, alignPhoto, type Reference, seePhoto, type Target } from "./align-photo.ts";
import { type GoldenHeader, readGoldenModel } from "./golden-model-file.ts";
import type { GoldenTools } from "./golden-tools.ts";
import { type Area, type Homography, mapArea, mapPoint } from "./homography.ts";
import { type JudgedPlace, judgePlaces } from "./judge-place.ts";
import { restoreKeypoints } from "./keypoints.ts";
import { openCv } from "./open-cv.ts";
import { openJudge, type PlaceJudge } from "./place-judge.ts";
import type { Place } from "./places.ts";
import { STRAIGHT, type TileView } from "./tile.ts";

/** A taught model of mode `golden`, ready to look. */
export type OpenGolden = { header: GoldenHeader; judge: PlaceJudge; target: Target; tools: AlignTools };

export type GoldenLook = { detections: Detection[]; reservations: string[] };

/** Nobody knows: where a place could not be looked at. Without a box, so that it is never sure evidence. */
const UNKNOWN = 0.5;
const LEAST_CONFIDENCE = 0.01;
/** From here on another part than the expected one is reported in a place. */
const OTHER_PART = 0.5;

/** @throws PartproofError `damaged`, also when the model was taught on other features than those installed */
export async function openGolden(
  file: Uint8Array,
  { products, sharedBits }: Omit<GoldenTools, "backbone">,
): Promise<OpenGolden> {
  const { header, consensus, corners, examples } = readGoldenModel(file);
  checkBackbone(header.backbone);
  const { width, height, step, places, references: maps } = header.golden;
  const { cv } = await openCv();
  const { blocks, calibration, labels } = header;
  const judge = await openJudge(examples, blocks, labels.length, calibration, products);
  const references = corners.map(
    (packed, at): Reference => ({
      keypoints: restoreKeypoints(packed),
      toReference: maps[at]?.toReference as unknown as Homography,
    }),
  );
  const target = aimAt({ pixels: consensus, width, height, step }, places, references);
  return { header, judge, target, tools: { cv, sharedBits } };
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
  const seen = seePhoto(model.tools.cv, photo);
  const alignment = await alignPhoto(model.tools, model.target, seen);
  const detections: Detection[] = [];
  const shown: number[] = [];
  for (const [at, place] of golden.places.entries()) {
    if (alignment && boxIn(photo, alignment.toPhoto, place)) shown.push(at);
    else
      for (const label of place.labels) detections.push({ label: labels[label] ?? "", confidence: UNKNOWN });
  }
  const judged = alignment
    ? await judgePlaces({ photo, ...alignment }, golden.places, shown, model.judge, backbone)
    : [];
  await nameOthers(judged, shown, model);
  for (const [index, { seen }] of judged.entries()) {
    const place = golden.places[shown[index] as number] as Place;
    for (const { label, confidence, view } of seen) {
      const box = alignment && boxIn(photo, alignment.toPhoto, shifted(place, view));
      if (box && confidence >= LEAST_CONFIDENCE)
        detections.push({ label: labels[label] ?? "", confidence, box });
    }
  }
  const hidden = golden.places.length - shown.length;
  detections.sort((a, b) => b.confidence - a.confidence);
  return { detections, reservations: reservationsFor(alignment !== undefined, hidden, golden.places.length) };
}

/** Where nothing expected is seen, other parts may be: adds those that are. */
async function nameOthers(
  judged: readonly JudgedPlace[],
  shown: readonly number[],
  { header, judge }: OpenGolden,
): Promise<void> {
  const empty = judged.flatMap(({ seen, description }, index) => {
    if (seen.some(({ confidence }) => confidence >= OTHER_PART)) return [];
    const place = shown[index] as number;
    const expected = header.golden.places[place]?.labels ?? [];
    const labels = [...header.labels.keys()].filter((label) => !expected.includes(label));
    return [{ seen, description, place, labels }];
  });
  for (const [index, confidences] of (await judge.judge(empty)).entries()) {
    const { seen, labels } = empty[index] as (typeof empty)[number];
    for (const [k, confidence] of confidences.entries())
      if (confidence >= OTHER_PART) seen.push({ label: labels[k] as number, confidence, view: STRAIGHT });
  }
}

function reservationsFor(aligned: boolean, hidden: number, places: number): string[] {
  if (!aligned) return ["The photo could not be aligned to the golden photo, so no place was judged."];
  return hidden > 0 ? [`${hidden} of ${places} places lie outside the photo.`] : [];
}

function shifted(place: Place, { shiftX, shiftY }: TileView): Area {
  return { ...place, x: place.x + shiftX * place.width, y: place.y + shiftY * place.height };
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

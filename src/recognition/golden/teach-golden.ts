import { PartproofError } from "../../domain/errors.ts";
import type { Backbone } from "../backbone.ts";
import { UNCALIBRATED } from "../calibration.ts";
import type { LabelledPhoto } from "../labelled-photo.ts";
import { MODEL_ASSETS } from "../model-assets.ts";
import { MODEL_FORMAT } from "../model-container.ts";
import { createRandom } from "../random.ts";
import { readExample } from "../read-example.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { findKeypoints, packKeypoints } from "./align-photo.ts";
import { checkJudge } from "./check-judge.ts";
import { describeTile } from "./describe-tile.ts";
import { writeGoldenModel } from "./golden-model-file.ts";
import { type Homography, IDENTITY, invert } from "./homography.ts";
import { judgePlace } from "./judge-place.ts";
import { openCv } from "./open-cv.ts";
import { type Example, openJudge } from "./place-judge.ts";
import { gatherPlaces, type MarkedArea, type Place, placeOf, toGolden } from "./places.ts";
import { type PlannedTile, planTiles } from "./plan-tiles.ts";
import { alignByReferences, MOST_REFERENCES, type Reference } from "./references.ts";
import { cutTile, emptied } from "./tile.ts";

/** A photo of the lesson, how it shows the golden photo, and its marks as the golden photo would have them. */
type AlignedPhoto = { photo: WorkingPhoto; toPhoto: Homography; marks: MarkedArea[]; marked: boolean };
type Progress = (fraction: number, stage: string) => void;

/** A small part (the lower quarter of √(width · height)) is looked at with so many pixels. */
const PART_PIXELS = 56;
const LONG_SIDE = { min: 800, max: 1600 } as const;
/** An unmarked photo teaches a place only where the marked ones leave no doubt. */
const NO_DOUBT = { present: 0.6, empty: 0.02 } as const;
/** Each round the unmarked photos are judged anew by what the rounds before taught. */
const UNMARKED_ROUNDS = 3;

/**
 * Learns a widget with a fixed layout: where its parts belong, and what each place looks like with and without.
 * The golden photo is the first of those with the most boxes. In a photo with boxes, a place without one is empty.
 * A photo without any box says nothing of its own: it counts where the marked photos leave no doubt.
 * @returns the bytes of a model file of mode `golden`
 * @throws PartproofError `invalid-input` when a photo does not fit its labels, or most cannot be aligned
 */
export async function teachGolden(
  examples: readonly LabelledPhoto[],
  labels: readonly string[],
  seed: number,
  backbone: Backbone,
  onProgress: Progress,
): Promise<Uint8Array> {
  const longSide = longSideFor(examples);
  // The sort is stable: among equals the first stays first.
  const inOrder = [...examples].sort((a, b) => b.boxes.length - a.boxes.length);
  const { aligned, trainingSet, further } = await alignAll(inOrder, labels, longSide, onProgress);
  const [golden] = aligned;
  if (!golden || aligned.length < examples.length / 2) {
    const message =
      `Only ${aligned.length} of ${examples.length} photos show the widget like ${inOrder[0]?.file ?? "the first"}. ` +
      "Teach photos of one widget type from one camera, or look for its parts anywhere (look: find).";
    throw new PartproofError("invalid-input", message);
  }
  const places = gatherPlaces(aligned.map(({ marks }) => marks));
  const random = createRandom(seed);
  const seen: (number | undefined)[][] = aligned.map(({ marked, marks }) =>
    marked ? labelsAt(marks, places) : [],
  );
  const describe = async (planned: readonly PlannedTile[], from: number, to: number) => {
    const described: (PlannedTile & Example)[] = [];
    for (const tile of planned) {
      described.push({ ...tile, description: await describePlanned(tile, aligned, places, backbone) });
      onProgress(from + ((to - from) * described.length) / planned.length, "looking at places");
    }
    return described;
  };
  let taught = await describe(planTiles(seen, places, labels.length, random), 0.3, 0.6);
  const rounds = aligned.some(({ marked }) => !marked) ? UNMARKED_ROUNDS : 0;
  for (let round = 0; round < rounds; round++) {
    const judge = openJudge(taught, labels.length, UNCALIBRATED);
    for (const [at, photo] of aligned.entries())
      if (!photo.marked) seen[at] = await recognizePlaces(photo, places, judge, backbone);
    const [from, to] = [0.6 + (0.3 * round) / rounds, 0.6 + (0.3 * (round + 1)) / rounds];
    taught = await describe(planTiles(seen, places, labels.length, random), from, to);
  }
  onProgress(0.9, "checking against photos left out");
  const checked = checkJudge(taught, labels.length);
  onProgress(1, "done");
  const { contentWidth: width, contentHeight: height } = golden.photo;
  return writeGoldenModel({
    header: {
      format: MODEL_FORMAT,
      mode: "golden",
      backbone: { name: MODEL_ASSETS.backbone.file, sha256: MODEL_ASSETS.backbone.sha256 },
      labels: [...labels],
      longSide,
      golden: { width, height, places, references: further.map(({ outline }) => outline) },
      calibration: checked?.calibration ?? UNCALIBRATED,
      trainingSet: trainingSet.sort(),
      card: {
        photos: examples.length,
        unaligned: examples.length - aligned.length,
        parts: labels.map((label) => ({ label, examples: countOf(examples, label) })),
        seed,
        ...(checked ? { expected: checked.expected } : {}),
      },
    },
    pixels: contentOf(golden.photo),
    corners: further.map(({ corners }) => corners),
    examples: taught,
  });
}

async function alignAll(
  examples: readonly LabelledPhoto[],
  labels: readonly string[],
  longSide: number,
  onProgress: Progress,
) {
  const { cv } = await openCv();
  const aligned: AlignedPhoto[] = [];
  const trainingSet: string[] = [];
  const references: Reference[] = [];
  try {
    for (const [at, example] of examples.entries()) {
      const { photo: read, sha256 } = await readExample(example, labels, longSide);
      const { photo } = read;
      trainingSet.push(sha256);
      onProgress((0.3 * (at + 1)) / examples.length, "aligning photos");
      // Boxes count from the edge of the first pixel, samples from its middle.
      const marks = read.parts.map((part) => ({ ...part, x: part.x - 0.5, y: part.y - 0.5 }));
      const keypoints = findKeypoints(cv, photo);
      const toPhoto = at === 0 ? IDENTITY : alignByReferences(cv, references, keypoints)?.toPhoto;
      const fromPhoto = toPhoto && invert(toPhoto);
      if (toPhoto && fromPhoto && references.length <= MOST_REFERENCES)
        references.push({ keypoints, toReference: toPhoto });
      else keypoints.delete();
      if (!toPhoto || !fromPhoto) continue;
      const inGolden = at === 0 ? marks : marks.map((mark) => toGolden(mark, fromPhoto));
      aligned.push({ photo, toPhoto, marks: inGolden, marked: marks.length > 0 });
    }
    const further = references.slice(1).map(({ keypoints, toReference }) => ({
      outline: { width: keypoints.width, height: keypoints.height, toReference: [...toReference] },
      corners: packKeypoints(keypoints),
    }));
    return { aligned, trainingSet, further };
  } finally {
    for (const { keypoints } of references) keypoints.delete();
  }
}

function longSideFor(examples: readonly LabelledPhoto[]): number {
  const sizes = examples.flatMap(({ width, height, boxes }) =>
    boxes.map(({ box }) => Math.sqrt(box.width * width * box.height * height) / Math.max(width, height)),
  );
  sizes.sort((a, b) => a - b);
  const small = sizes[Math.floor(sizes.length / 4)] ?? 1;
  const wanted = Math.min(LONG_SIDE.max, Math.max(LONG_SIDE.min, PART_PIXELS / small));
  const photoSide = Math.max(...examples.map(({ width, height }) => Math.max(width, height)));
  return Math.round(Math.max(64, Math.min(wanted, photoSide)));
}

/** The label in each place, -1 where it is empty. */
function labelsAt(marks: readonly MarkedArea[], places: readonly Place[]): number[] {
  const labels = places.map(() => -1);
  for (const mark of marks) {
    const place = placeOf(mark, places);
    if (place >= 0) labels[place] = mark.label;
  }
  return labels;
}

/** What the marked photos say of an unmarked one; undefined where they leave a doubt. */
async function recognizePlaces(
  { photo, toPhoto }: AlignedPhoto,
  places: readonly Place[],
  judge: ReturnType<typeof openJudge>,
  backbone: Backbone,
): Promise<(number | undefined)[]> {
  const labels: (number | undefined)[] = [];
  for (const [at, place] of places.entries()) {
    const { seen: confidences } = await judgePlace(photo, toPhoto, place, at, judge, backbone);
    const sure = confidences.find(({ confidence }) => confidence >= NO_DOUBT.present);
    const empty = confidences.every(({ confidence }) => confidence <= NO_DOUBT.empty);
    labels.push(sure ? sure.label : empty ? -1 : undefined);
  }
  return labels;
}

async function describePlanned(
  { photo, place, kind, view }: PlannedTile,
  aligned: readonly AlignedPhoto[],
  places: readonly Place[],
  backbone: Backbone,
): Promise<Uint8Array> {
  const shown = aligned[photo];
  const area = places[place];
  if (!shown || !area) throw new Error(`No photo ${photo} or place ${place}.`);
  const tile = cutTile(shown.photo, shown.toPhoto, area, view);
  return describeTile(kind === "emptied" ? emptied(tile) : tile, backbone);
}

function countOf(examples: readonly LabelledPhoto[], label: string): number {
  return examples.reduce((sum, { boxes }) => sum + boxes.filter((box) => box.label === label).length, 0);
}

function contentOf({ pixels, width, contentWidth, contentHeight }: WorkingPhoto): Uint8Array {
  const content = new Uint8Array(contentWidth * contentHeight * 3);
  for (let row = 0; row < contentHeight; row++)
    content.set(pixels.subarray(row * width * 3, (row * width + contentWidth) * 3), row * contentWidth * 3);
  return content;
}

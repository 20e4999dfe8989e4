import { PartproofError } from "../../domain/errors.ts";
import type { Backbone } from "../backbone.ts";
import { UNCALIBRATED } from "../calibration.ts";
import type { LabelledPhoto } from "../labelled-photo.ts";
import { MODEL_ASSETS } from "../model-assets.ts";
import { MODEL_FORMAT } from "../model-container.ts";
import { createRandom } from "../random.ts";
import { type AlignedPhoto, alignLesson } from "./align-lesson.ts";
import { checkJudge } from "./check-judge.ts";
import { describeTiles } from "./describe-tile.ts";
import { writeGoldenModel } from "./golden-model-file.ts";
import type { GoldenTools } from "./golden-tools.ts";
import { judgePlaces } from "./judge-place.ts";
import { packKeypoints } from "./keypoints.ts";
import { type Example, openJudge, type PlaceJudge } from "./place-judge.ts";
import { gatherPlaces, type MarkedArea, PLAY, type Place, placeOf } from "./places.ts";
import { type PlannedTile, planTiles, type SeenThere } from "./plan-tiles.ts";
import { cutTile, emptied, STRAIGHT } from "./tile.ts";

type Progress = (fraction: number, stage: string) => void;

/** A small part (the lower quarter of √(width · height)) is looked at with so many pixels. */
const PART_PIXELS = 56;
const LONG_SIDE = { min: 800, max: 1600 } as const;
/**
 * An unmarked photo teaches a place only where the marked ones leave no doubt. What is like nothing taught gets 0.006:
 * that is not yet empty.
 */
const NO_DOUBT = { present: 0.6, empty: 0.0003 } as const;
/** Each round the unmarked photos are judged anew by what the rounds before taught. */
const UNMARKED_ROUNDS = 3;
/** Between two of these the lesson can be stopped. */
const TILES_AT_ONCE = 16;

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
  { backbone, products, sharedBits }: GoldenTools,
  onProgress: Progress,
): Promise<Uint8Array> {
  const longSide = longSideFor(examples);
  // The sort is stable: among equals the first stays first.
  const inOrder = [...examples].sort((a, b) => b.boxes.length - a.boxes.length);
  const { aligned, trainingSet, references, consensus } = await alignLesson(
    inOrder,
    labels,
    longSide,
    sharedBits,
    (share) => onProgress(0.3 * share, "aligning photos"),
  );
  if (aligned.length === 0 || aligned.length < examples.length / 2) {
    const message =
      `Only ${aligned.length} of ${examples.length} photos show the widget like ${inOrder[0]?.file ?? "the first"}. ` +
      "Teach photos of one widget type from one camera, or look for its parts anywhere (look: find).";
    throw new PartproofError("invalid-input", message);
  }
  const places = gatherPlaces(aligned.map(({ marks }) => marks));
  const random = createRandom(seed);
  const seen = aligned.map(({ marked, marks }) => (marked ? markedPlaces(marks, places) : []));
  const describe = async (from: number, to: number) => {
    const planned = planTiles(seen, places, labels.length, random);
    return describePlanned(planned, aligned, places, backbone, (share) =>
      onProgress(from + (to - from) * share, "looking at places"),
    );
  };
  let { taught, blocks } = await describe(0.3, 0.5);
  const further = aligned.slice(1);
  // What is marked is known; of such photos only how far their parts lie from their places is to be learned.
  const rounds = further.length === 0 ? 0 : further.every(({ marked }) => marked) ? 1 : UNMARKED_ROUNDS;
  for (let round = 0; round < rounds; round++) {
    for (const place of places) place.play = PLAY.most;
    const judge = await openJudge(taught, blocks, labels.length, UNCALIBRATED, products);
    for (const [at, photo] of further.entries())
      seen[at + 1] = await recognizePlaces(photo, places, seen[at + 1] ?? [], judge, backbone);
    for (const [at, place] of places.entries()) place.play = playOf(seen.map((photo) => photo[at]));
    const [from, to] = [0.5 + (0.4 * round) / rounds, 0.5 + (0.4 * (round + 1)) / rounds];
    ({ taught, blocks } = await describe(from, to));
  }
  onProgress(0.9, "checking against photos left out");
  const checked = await checkJudge(taught, blocks, labels.length, products);
  onProgress(1, "done");
  const { pixels, ...size } = consensus;
  return writeGoldenModel({
    header: {
      format: MODEL_FORMAT,
      mode: "golden",
      backbone: { name: MODEL_ASSETS.backbone.file, sha256: MODEL_ASSETS.backbone.sha256 },
      labels: [...labels],
      longSide,
      golden: {
        ...size,
        places,
        references: references.map(({ toReference }) => ({ toReference: [...toReference] })),
      },
      blocks,
      calibration: checked?.calibration ?? UNCALIBRATED,
      trainingSet: trainingSet.sort(),
      card: {
        photos: examples.length,
        unaligned: examples.length - aligned.length,
        aligned: aligned.map(({ sha256 }) => sha256),
        parts: labels.map((label) => ({ label, examples: countOf(examples, label) })),
        seed,
        ...(checked ? { expected: checked.expected } : {}),
      },
    },
    consensus: pixels,
    corners: references.map(({ keypoints }) => packKeypoints(keypoints)),
    examples: taught,
  });
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
function markedPlaces(marks: readonly MarkedArea[], places: readonly Place[]): (SeenThere | undefined)[] {
  const there: SeenThere[] = places.map(() => ({ label: -1, view: STRAIGHT }));
  for (const mark of marks) {
    const place = placeOf(mark, places);
    if (place >= 0) there[place] = { label: mark.label, view: STRAIGHT };
  }
  return there;
}

/**
 * What the photos so far say of another: of an unmarked one what is there, undefined where they leave a doubt; of a
 * marked one how far from its place each part lies.
 */
async function recognizePlaces(
  photo: AlignedPhoto,
  places: readonly Place[],
  known: readonly (SeenThere | undefined)[],
  judge: PlaceJudge,
  backbone: Backbone,
): Promise<(SeenThere | undefined)[]> {
  const judged = await judgePlaces(photo, places, [...places.keys()], judge, backbone, "always");
  return judged.map(({ seen }, at) => {
    const marked = photo.marked ? known[at] : undefined;
    const asked = marked ? seen.filter(({ label }) => label === marked.label) : seen;
    const sure = asked.find(({ confidence }) => confidence >= NO_DOUBT.present);
    if (sure) return { label: sure.label, view: sure.view };
    const empty = seen.every(({ confidence }) => confidence <= NO_DOUBT.empty);
    return marked ?? (empty ? { label: -1, view: STRAIGHT } : undefined);
  });
}

/** How far beside its place a part may lie, from how far it lay on the photos. */
function playOf(there: readonly (SeenThere | undefined)[]): number {
  const shifts = there.map((one) =>
    one ? Math.max(Math.abs(one.view.shiftX), Math.abs(one.view.shiftY)) : 0,
  );
  return Math.min(PLAY.most, Math.max(PLAY.least, PLAY.margin * Math.max(...shifts)));
}

async function describePlanned(
  planned: readonly PlannedTile[],
  aligned: readonly AlignedPhoto[],
  places: readonly Place[],
  backbone: Backbone,
  onProgress: (share: number) => void,
): Promise<{ taught: (PlannedTile & Example)[]; blocks: number[] }> {
  const taught: (PlannedTile & Example)[] = [];
  let blocks: number[] = [];
  for (let start = 0; start < planned.length; start += TILES_AT_ONCE) {
    const some = planned.slice(start, start + TILES_AT_ONCE);
    const tiles = some.map(({ photo, place, kind, view }) => {
      const shown = aligned[photo];
      const area = places[place];
      if (!shown || !area) throw new Error(`No photo ${photo} or place ${place}.`);
      const tile = cutTile(shown.photo, shown.toPhoto, area, view);
      return kind === "emptied" ? emptied(tile) : tile;
    });
    const described = await describeTiles(tiles, backbone);
    blocks = described.blocks;
    for (const [at, tile] of some.entries())
      taught.push({ ...tile, description: described.descriptions[at] as Uint8Array });
    onProgress(taught.length / planned.length);
  }
  return { taught, blocks };
}

function countOf(examples: readonly LabelledPhoto[], label: string): number {
  return examples.reduce((sum, { boxes }) => sum + boxes.filter((box) => box.label === label).length, 0);
}

import type { Backbone } from "../backbone.ts";
import type { WorkingPhoto } from "../working-photo.ts";
import { describeTiles } from "./describe-tile.ts";
import type { Homography } from "./homography.ts";
import type { PlaceJudge } from "./place-judge.ts";
import type { Place } from "./places.ts";
import { searchNearby } from "./search-nearby.ts";
import { cutTile, STRAIGHT, type TileView } from "./tile.ts";

/** From here on a part is there, and there is nothing left to search for. */
const SURE = 0.6;

/** How sure a label is to be in a place, and the view that shows it best. */
export type SeenLabel = { label: number; confidence: number; view: TileView };
/** `description`: of the place straight on. */
export type JudgedPlace = { seen: SeenLabel[]; description: Uint8Array };

/**
 * Judges places: straight on, and where no label is sure a little beside, within the play of the place, the surest view
 * for each label.
 * @param wanted indexes of the places to judge @param search `always`: beside also where a label is sure straight on
 * @returns one for each wanted place, in that order
 */
export async function judgePlaces(
  { photo, toPhoto }: { photo: WorkingPhoto; toPhoto: Homography },
  places: readonly Place[],
  wanted: readonly number[],
  judge: PlaceJudge,
  backbone: Backbone,
  search: "when-unsure" | "always" = "when-unsure",
): Promise<JudgedPlace[]> {
  const asked = wanted.flatMap((at) => {
    const place = places[at];
    return place ? [{ at, place }] : [];
  });
  const straight = asked.map(({ place }) => cutTile(photo, toPhoto, place, STRAIGHT));
  const { descriptions } = await describeTiles(straight, backbone);
  const questions = asked.map(({ at, place }, index) => {
    return { description: descriptions[index] as Uint8Array, place: at, labels: place.labels };
  });
  const answers = await judge.judge(questions);
  const judged = questions.map(({ description, labels }, index): JudgedPlace => {
    const confidences = answers[index] ?? [];
    const seen = labels.map((label, k) => ({ label, confidence: confidences[k] ?? 0, view: STRAIGHT }));
    return { seen, description };
  });
  const further = asked.flatMap(({ at, place }, index) => {
    const { seen } = judged[index] as JudgedPlace;
    if (search === "when-unsure" && seen.some(({ confidence }) => confidence >= SURE)) return [];
    const views = searchNearby(photo, toPhoto, place, judge.patterns(at));
    return views.map((view) => ({ at, seen, view, tile: cutTile(photo, toPhoto, place, view) }));
  });
  const beside = await describeTiles(
    further.map(({ tile }) => tile),
    backbone,
  );
  const answersBeside = await judge.judge(
    further.map(({ at, seen }, index) => {
      const labels = seen.map(({ label }) => label);
      return { description: beside.descriptions[index] as Uint8Array, place: at, labels };
    }),
  );
  for (const [index, { seen, view }] of further.entries()) {
    const confidences = answersBeside[index] ?? [];
    for (const [k, one] of seen.entries()) {
      const confidence = confidences[k] ?? 0;
      if (confidence > one.confidence) [one.confidence, one.view] = [confidence, view];
    }
  }
  return judged;
}

import { PartproofError } from "../domain/errors.ts";
import type { GoldenLesson } from "./golden-lesson.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { Lesson, TeachProgress } from "./lesson.ts";
import { FALSE_REJECT, proposeThresholds } from "./propose-thresholds.ts";

export type Choice = { by: "rule" | "comparison"; reason: string };
export type Lessons<Photo> = {
  find(onProgress: TeachProgress): Promise<Lesson>;
  golden(photos: readonly Photo[], onProgress: TeachProgress): Promise<GoldenLesson>;
};

/**
 * Photos of a fixed layout align, but for a few, and where one has a part most others have one too. Photos of one fixed
 * camera may align by what is behind the parts, and those of a burst have loose parts where their twins have them.
 */
const FIXED = { aligned: 0.8, shared: 0.5 } as const;
/** So many photos, from all over the lesson, soon tell whether there is a layout; asked where there are twice as many. */
const SCOUTS = 6;

/**
 * Teaches the way to look that does better on photos left out, at the thresholds proposed for the same escape target:
 * the one that fails or sends to review fewer good photos, a failed one counting as five. `golden` comes first because
 * it tells whether there is a fixed layout at all; where a rule decides, the other lesson is not given. On equal
 * terms it is `find`, which looks faster.
 */
export async function chooseLook<Photo extends Pick<LabelledPhoto, "boxes">>(
  examples: readonly Photo[],
  lessons: Lessons<Photo>,
  escapeTarget: number,
  onProgress: TeachProgress,
): Promise<Lesson & { choice: Choice }> {
  const between = (from: number, to: number): TeachProgress => {
    return (fraction, stage) => onProgress(from + fraction * (to - from), stage);
  };
  const find = async (reason: string) => {
    const lesson = await lessons.find(between(0.5, 1));
    return { ...lesson, choice: byRule("find", reason) };
  };
  const marked = examples.filter(({ boxes }) => boxes.length > 0);
  const mostMarked = marked.length >= examples.length / 2;
  if (mostMarked && examples.length > 2 * SCOUTS) {
    const scouts = await tryGolden(spread(marked, SCOUTS), lessons, between(0, 0.1));
    if (scouts.loose !== undefined) return find(scouts.loose);
  }
  const { golden, loose } = await tryGolden(examples, lessons, between(0.1, 0.5));
  if (!golden) return find(loose);
  const keep = (reason: string) => ({ ...golden, choice: byRule("golden", reason) });
  if (examples.length === 1)
    return keep("one photo cannot show whether parts move, and a photo that does not fit it goes to review");
  if (!mostMarked)
    return keep(
      `${examples.length - marked.length} of ${examples.length} photos have no box, and show the same widget`,
    );
  if (loose !== undefined) return find(loose);
  const other = await lessons.find(between(0.5, 1));
  const costs = { find: costOf(other, escapeTarget), golden: costOf(golden, escapeTarget, golden.unaligned) };
  if (!costs.find || !costs.golden)
    return keep("too few photos to compare, and the parts stand at fixed places");
  const look = costs.golden.share < costs.find.share ? "golden" : "find";
  const reason = `${look}: on photos left out, find ${costs.find.text}; golden ${costs.golden.text}`;
  return { ...(look === "golden" ? golden : other), choice: { by: "comparison", reason } };
}

/** @returns `loose`: why the photos show no fixed layout; without a lesson where golden could not even be taught */
async function tryGolden<Photo>(
  photos: readonly Photo[],
  lessons: Lessons<Photo>,
  onProgress: TeachProgress,
): Promise<{ golden: GoldenLesson; loose?: string } | { golden?: undefined; loose: string }> {
  try {
    const golden = await lessons.golden(photos, onProgress);
    const aligned = 1 - golden.unaligned / photos.length;
    if (aligned < FIXED.aligned)
      return { golden, loose: `only ${percent(aligned)} of the photos show one layout` };
    if (golden.shared < FIXED.shared) {
      const loose = `where one photo has a part, only ${percent(golden.shared)} of the others have one`;
      return { golden, loose };
    }
    return { golden };
  } catch (error) {
    if (!(error instanceof PartproofError && error.code === "invalid-input")) throw error;
    // Its message names a file, and the same photos elsewhere must give the same model.
    return { loose: "most photos do not show the widget like the one with the most boxes" };
  }
}

function spread<Photo>(photos: readonly Photo[], count: number): Photo[] {
  return photos.filter(
    (_, at) => Math.floor(((at + 1) * count) / photos.length) > Math.floor((at * count) / photos.length),
  );
}

function byRule(look: "find" | "golden", reason: string): Choice {
  return { by: "rule", reason: `${look}: ${reason}` };
}

/** @param unaligned further photos, which go to review @returns the cost a photo, undefined without evidence */
function costOf({ evidence }: Lesson, escapeTarget: number, unaligned = 0) {
  if (!evidence) return undefined;
  const { failed, review } = proposeThresholds(evidence, escapeTarget).photos;
  const photos = evidence.photos + unaligned;
  const unsure = review.events + unaligned;
  return {
    share: (FALSE_REJECT * failed.events + unsure) / photos,
    text: `failed ${failed.events} and sent ${unsure} of ${photos} to review`,
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

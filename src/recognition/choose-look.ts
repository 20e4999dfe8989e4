import { PartproofError } from "../domain/errors.ts";
import type { GoldenLesson } from "./golden-lesson.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { Lesson, TeachProgress } from "./lesson.ts";
import { FALSE_REJECT, proposeThresholds } from "./propose-thresholds.ts";

export type Choice = { by: "rule" | "comparison"; reason: string };
export type Lessons = {
  find(onProgress: TeachProgress): Promise<Lesson>;
  golden(onProgress: TeachProgress): Promise<GoldenLesson>;
};

/**
 * Photos of a fixed layout align, but for a few, and where one has a part most others have one too. Photos of one fixed
 * camera may align by what is behind the parts, and those of a burst have loose parts where their twins have them.
 */
const FIXED = { aligned: 0.8, shared: 0.5 } as const;

/**
 * Teaches the way to look that does better on photos left out, at the thresholds proposed for the same escape target:
 * the one that fails or sends to review fewer good photos, a failed one counting as five. `golden` comes first because
 * it soon tells whether there is a fixed layout at all; where a rule decides, the other lesson is not given. On equal
 * terms it is `find`, which looks faster.
 */
export async function chooseLook(
  examples: readonly Pick<LabelledPhoto, "boxes">[],
  lessons: Lessons,
  escapeTarget: number,
  onProgress: TeachProgress,
): Promise<Lesson & { choice: Choice }> {
  const half = (from: number): TeachProgress => {
    return (fraction, stage) => onProgress(from + fraction / 2, stage);
  };
  const find = async (reason: string) => ({
    ...(await lessons.find(half(0.5))),
    choice: byRule("find", reason),
  });
  let golden: GoldenLesson;
  try {
    golden = await lessons.golden(half(0));
  } catch (error) {
    if (!(error instanceof PartproofError && error.code === "invalid-input")) throw error;
    return find(`no fixed layout: ${error.message}`);
  }
  const keep = (reason: string) => ({ ...golden, choice: byRule("golden", reason) });
  const marked = examples.filter(({ boxes }) => boxes.length > 0).length;
  if (examples.length === 1)
    return keep("one photo cannot show whether parts move, and a photo that does not fit it goes to review");
  if (marked < examples.length / 2)
    return keep(
      `${examples.length - marked} of ${examples.length} photos have no box, and show the same widget`,
    );
  const aligned = 1 - golden.unaligned / examples.length;
  if (aligned < FIXED.aligned) return find(`only ${percent(aligned)} of the photos show one layout`);
  if (golden.shared < FIXED.shared)
    return find(`where one photo has a part, only ${percent(golden.shared)} of the others have one`);
  const other = await lessons.find(half(0.5));
  const costs = { find: costOf(other, escapeTarget), golden: costOf(golden, escapeTarget, golden.unaligned) };
  if (!costs.find || !costs.golden)
    return keep("too few photos to compare, and the parts stand at fixed places");
  const look = costs.golden.share < costs.find.share ? "golden" : "find";
  const reason = `${look}: on photos left out, find ${costs.find.text}; golden ${costs.golden.text}`;
  return { ...(look === "golden" ? golden : other), choice: { by: "comparison", reason } };
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

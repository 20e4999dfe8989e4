import { describeEscapes, describeRange, describeRate, percent } from "../../recognition/describe-rate.ts";
import type { TaughtCard } from "../../recognition/lesson-card.ts";
import type { Evidence, PartRates, PhotoRates } from "../../recognition/part-evidence.ts";
import type { Proposal } from "../../recognition/propose-thresholds.ts";

/** What a model says of itself, for people: how it looks, what to expect of it, and thresholds for recipes. */
export function describeCard({ card }: TaughtCard): string[] {
  const { choice, proposal, evidence, unaligned } = card;
  return [
    ...(choice === undefined || choice.by === "teacher" ? [] : [`  looks by ${choice.reason}`]),
    ...(unaligned ? [`  ${unaligned} photos could not be aligned and taught nothing`] : []),
    ...(proposal && evidence
      ? describeProposal(proposal, evidence)
      : [`  ${whyUnknown(card)}: nothing is known of escapes and false rejects until it is evaluated`]),
  ];
}

function whyUnknown({ typical }: TaughtCard["card"]): string {
  return typical ? "there was no photo to leave out and try it on" : "it was not taught from boxes";
}

function describeProposal(proposal: Proposal, { photos, unit, twoScenes }: Evidence): string[] {
  const { parts, reviewBand, escapeTarget, confidence } = proposal;
  const unproven = parts.filter(({ proven }) => !proven);
  const more = unproven.map(({ label, moreWithout }) => `${label} ${moreWithout}`);
  const target = `escapes at most ${percent(escapeTarget)} with ${percent(confidence)} confidence`;
  return [
    `  on ${photos} photos left out in turn (${unit === "place" ? "each place" : "each photo"} is a trial), with the thresholds proposed:`,
    ...parts.map((part) => `  ${describePart(part)}`),
    `  review band ${reviewBand.below} below, ${reviewBand.above} above; ${describePhotos(proposal.photos)}`,
    ...(twoScenes
      ? ["  these photos are of two scenes only: expect worse of a third, and teach more scenes"]
      : []),
    unproven.length === 0
      ? `  proven: ${target}`
      : `  not proven: ${target}; it needs more ${unit}s without the part and without an escape: ${more.join(", ")}`,
  ];
}

/** One line a part, its columns under those of the line before. */
export function describePart(part: PartRates & { label: string; minConfidence: number }): string {
  const { label, minConfidence, escapes, falseRejects } = part;
  return (
    `${label.padEnd(24)} from ${minConfidence.toFixed(2)}  escapes ${describeEscapes(escapes)}  ` +
    `false rejects ${describeRate(falseRejects)}`
  );
}

export function describePhotos({ failed, review }: PhotoRates): string {
  const { events, trials } = review;
  return `asked for just what they show, ${failed.events} of ${trials} photos fail and ${events} go to review (${describeRange(review)})`;
}

import type { Evidence } from "./part-evidence.ts";
import { outcomeOfView, type ViewOutcome } from "./part-view.ts";
import type { Proposal } from "./propose-thresholds.ts";
import { thresholdsOf } from "./recipe-thresholds.ts";

/**
 * What a model that had not learned from the photo got wrong of one part. `missed` and `invented` would fail a good
 * widget, `unsure` goes to a person. `there`: how many of the part the photo shows; `times`: of places, how many.
 */
export type LeftOutFault = {
  label: string;
  outcome: Exclude<ViewOutcome, "right">;
  there: number;
  times: number;
};
export type LeftOutPhoto = { sha256: string; faults: LeftOutFault[] };

/**
 * The photos on which a model did worst when they were left out, at the thresholds it proposes, worst first: those that
 * would fail before those that a person would see. Photos without a fault are never among them.
 * @returns nothing for models of older versions, which do not say which photo is which
 */
export function worstLeftOut(evidence: Evidence, proposal: Proposal, most: number): LeftOutPhoto[] {
  const { photoSha256 = [], parts } = evidence;
  const faults = new Map<number, Map<string, LeftOutFault>>();
  for (const { label, views } of parts) {
    const own = proposal.parts.find((part) => part.label === label);
    if (!own) continue;
    const thresholds = thresholdsOf(own.minConfidence, proposal.reviewBand);
    const there = new Map<number, number>();
    for (const view of views) there.set(view.photo, (there.get(view.photo) ?? 0) + view.there);
    for (const view of views) {
      const outcome = outcomeOfView(view, thresholds);
      if (outcome === "right") continue;
      const ofPhoto = faults.get(view.photo) ?? new Map<string, LeftOutFault>();
      const key = JSON.stringify([label, outcome]);
      const times = (ofPhoto.get(key)?.times ?? 0) + 1;
      ofPhoto.set(key, { label, outcome, there: there.get(view.photo) ?? 0, times });
      faults.set(view.photo, ofPhoto);
    }
  }
  return [...faults]
    .flatMap(([photo, ofPhoto]) => {
      const sha256 = photoSha256[photo];
      return sha256 === undefined ? [] : [{ sha256, faults: [...ofPhoto.values()] }];
    })
    .sort((a, b) => badness(b) - badness(a) || (a.sha256 < b.sha256 ? -1 : 1))
    .slice(0, most);
}

function badness({ faults }: LeftOutPhoto): number {
  return faults.reduce((sum, { outcome, times }) => sum + times * (outcome === "unsure" ? 0.1 : 1), 0);
}

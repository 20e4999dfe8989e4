import { type Box, overlap } from "../domain/detection.ts";

export type Candidate = { label: number; score: number; box: Box };

/** Non-maximum suppression: of candidates of one label that overlap by more than `limit`, the best stays. Best first. */
export function suppressOverlaps<C extends Candidate>(candidates: readonly C[], limit: number): C[] {
  const sorted = [...candidates].sort((a, b) => b.score - a.score);
  const gone = new Uint8Array(sorted.length);
  const kept: C[] = [];
  for (const [at, best] of sorted.entries()) {
    if (gone[at]) continue;
    kept.push(best);
    for (let other = at + 1; other < sorted.length; other++) {
      const candidate = sorted[other];
      if (candidate?.label === best.label && overlap(best.box, candidate.box) > limit) gone[other] = 1;
    }
  }
  return kept;
}

const SAME_PLACE = 0.55;

/**
 * Two labels at one place exclude each other, but were scored as if alone: the confidence of each becomes its
 * odds over the odds of all at that place and of none of them. Best first.
 */
export function weighRivals(candidates: readonly Candidate[]): Candidate[] {
  const odds = (score: number) => score / (1 - Math.min(score, 0.9999));
  const weighed = candidates.map((candidate) => {
    let against = 1;
    for (const rival of candidates) {
      if (rival.label === candidate.label || overlap(rival.box, candidate.box) < SAME_PLACE) continue;
      against += odds(rival.score);
    }
    const own = odds(candidate.score);
    return { ...candidate, score: own / (own + against) };
  });
  return weighed.sort((a, b) => b.score - a.score);
}

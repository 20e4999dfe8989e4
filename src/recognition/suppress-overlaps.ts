import { type Box, overlap } from "../domain/detection.ts";

export type Candidate = { label: number; score: number; box: Box };

/**
 * Non-maximum suppression: of candidates of one label that overlap by more than `limit`, the best stays.
 * With `vote`, its box becomes the mean of all boxes at its place, weighted by score and overlap (box voting,
 * Gidaris and Komodakis, arXiv:1505.01749), which is steadier than the box of one cell. Candidates of other labels
 * vote too: what lies there may be in doubt where its edges are not.
 * Best first.
 */
export function suppressOverlaps(candidates: Candidate[], limit: number, vote = false): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.score - a.score);
  const gone = new Uint8Array(sorted.length);
  const kept: Candidate[] = [];
  for (const [at, best] of sorted.entries()) {
    if (gone[at]) continue;
    const voters: { box: Box; weight: number }[] = [];
    for (const [other, candidate] of sorted.entries()) {
      const rival = candidate.label !== best.label;
      if (rival ? !vote : gone[other]) continue;
      const shared = overlap(best.box, candidate.box);
      if (shared > VOTE_OVERLAP) voters.push({ box: candidate.box, weight: candidate.score * shared });
      if (shared > limit && !rival && other >= at) gone[other] = 1;
    }
    kept.push(vote ? { ...best, box: meanBox(voters) } : best);
  }
  return kept;
}

const VOTE_OVERLAP = 0.5;

function meanBox(voters: { box: Box; weight: number }[]): Box {
  const sum = { left: 0, top: 0, width: 0, height: 0 };
  let total = 0;
  for (const { box, weight } of voters) {
    sum.left += box.left * weight;
    sum.top += box.top * weight;
    sum.width += box.width * weight;
    sum.height += box.height * weight;
    total += weight;
  }
  return {
    left: sum.left / total,
    top: sum.top / total,
    width: sum.width / total,
    height: sum.height / total,
  };
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

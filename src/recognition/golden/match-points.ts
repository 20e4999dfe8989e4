/** 32-bit words of what describes a point (ORB: 256 bits). */
export const WORDS = 8;
/** A match counts when the next best is this much worse (Lowe, 2004). */
const RATIO = 0.8;

/**
 * Pairs of points that look alike and like no other. Each point is in one pair at most: many to one is what happens
 * where nothing fits.
 * @param from, to WORDS numbers a point @returns indexes into both, by `to`
 */
export function matchPoints(from: Uint32Array, to: Uint32Array): { from: number; to: number }[] {
  const best = new Map<number, { from: number; to: number; distance: number }>();
  for (let a = 0; a < from.length; a += WORDS) {
    let [nearest, least, next] = [-1, 257, 257];
    for (let b = 0; b < to.length; b += WORDS) {
      let distance = 0;
      // Most pairs are out of the question after a few words.
      for (let word = 0; word < WORDS && distance < next; word++)
        distance += bitsOf((from[a + word] as number) ^ (to[b + word] as number));
      if (distance < least) [nearest, least, next] = [b / WORDS, distance, least];
      else if (distance < next) next = distance;
    }
    if (nearest < 0 || least >= RATIO * next) continue;
    const rival = best.get(nearest);
    if (!rival || least < rival.distance)
      best.set(nearest, { from: a / WORDS, to: nearest, distance: least });
  }
  return [...best.values()].map(({ from, to }) => ({ from, to }));
}

function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

import type { SharedBits } from "./shared-bits.ts";

/** Bits of what describes a point (ORB). */
export const BITS = 256;
/** A match counts when the next best is this much worse (Lowe, 2004). */
const RATIO = 0.8;

/**
 * Pairs of points that look alike and like no other. Each point is in one pair at most: many to one is what happens
 * where nothing fits.
 * @param from, to BITS zeros and ones a point @returns indexes into both, by `to`
 */
export async function matchPoints(
  from: Uint8Array,
  to: Uint8Array,
  sharedBits: SharedBits,
): Promise<{ from: number; to: number }[]> {
  const shared = await sharedBits.between(from, to, BITS);
  const [ones, onesTo] = [onesOf(from), onesOf(to)];
  const best = new Map<number, { from: number; to: number; distance: number }>();
  for (let a = 0; a < ones.length; a++) {
    let [nearest, least, next] = [-1, BITS + 1, BITS + 1];
    const row = a * onesTo.length;
    for (let b = 0; b < onesTo.length; b++) {
      // Bits that differ: those set in one or the other, but for those set in both.
      const distance = (ones[a] as number) + (onesTo[b] as number) - 2 * (shared[row + b] as number);
      if (distance < least) {
        next = least;
        least = distance;
        nearest = b;
      } else if (distance < next) next = distance;
    }
    if (nearest < 0 || least >= RATIO * next) continue;
    const rival = best.get(nearest);
    if (!rival || least < rival.distance) best.set(nearest, { from: a, to: nearest, distance: least });
  }
  return [...best.values()].map(({ from, to }) => ({ from, to }));
}

function onesOf(bits: Uint8Array): Uint16Array {
  const ones = new Uint16Array(bits.length / BITS);
  for (let row = 0; row < ones.length; row++) {
    let count = 0;
    for (let at = row * BITS; at < (row + 1) * BITS; at++) count += bits[at] as number;
    ones[row] = count;
  }
  return ones;
}

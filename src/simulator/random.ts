/** A stream of pseudo-random numbers. The same keys give the same numbers on every machine and in any order. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [min, max). */
  between(min: number, max: number): number;
  /** Uniform integer in [0, count). */
  below(count: number): number;
  chance(probability: number): boolean;
  /**
   * An independent stream under a name. It does not depend on how many numbers were drawn here before, so
   * adding a draw to one aspect of a photo leaves every other aspect as it was.
   */
  fork(name: string): Random;
};

export function seededRandom(...keys: readonly (string | number)[]): Random {
  const key = keys.join("\u0000");
  const next = sfc32(...hashOf(key));
  // The first numbers still resemble the seed; a few rounds decorrelate them.
  for (let round = 0; round < 12; round++) next();
  return {
    next,
    between: (min, max) => min + (max - min) * next(),
    below: (count) => Math.floor(next() * count),
    chance: (probability) => next() < probability,
    fork: (name) => seededRandom(key, name),
  };
}

type State = [number, number, number, number];

/** 128 bits of a text (cyrb128, public domain): spreads keys that differ in one digit far apart. */
function hashOf(text: string): State {
  let [a, b, c, d]: State = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}

/** Small fast counting generator (sfc32, public domain; passes PractRand), period at least 2^32. */
function sfc32(a: number, b: number, c: number, d: number): () => number {
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

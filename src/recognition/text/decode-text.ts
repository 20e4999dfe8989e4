import { CHARACTERS } from "./characters.ts";

export type DecodedText = {
  text: string;
  /** Of the least sure character, 0 to 1; 0 where there is none. One wrong character is another serial. */
  confidence: number;
  /** Of all characters: tells better than the least sure one whether text was held upside down. */
  meanConfidence: number;
};

/**
 * Greedy CTC decoding (Graves et al., 2006): the best output of each step, repeats merged, blanks dropped. A
 * character is as sure as the surest of its steps.
 * @param scores [steps, 1 + characters], each step adds up to 1
 */
export function decodeText(scores: Float32Array): DecodedText {
  const classes = CHARACTERS.length + 1;
  const steps = scores.length / classes;
  const found: { character: string; confidence: number }[] = [];
  let previous = 0;
  for (let step = 0; step < steps; step++) {
    const { best, score } = bestOf(scores.subarray(step * classes, (step + 1) * classes));
    const last = found.at(-1);
    if (best > 0 && best === previous && last) last.confidence = Math.max(last.confidence, score);
    else if (best > 0) found.push({ character: CHARACTERS[best - 1] ?? "", confidence: score });
    previous = best;
  }
  const letters = found.filter(({ character }) => character !== " ");
  const text = found.map(({ character }) => character).join("");
  if (letters.length === 0) return { text: "", confidence: 0, meanConfidence: 0 };
  const sum = letters.reduce((total, { confidence }) => total + confidence, 0);
  return {
    text: text.trim(),
    confidence: Math.min(1, ...letters.map(({ confidence }) => confidence)),
    meanConfidence: sum / letters.length,
  };
}

function bestOf(scores: Float32Array): { best: number; score: number } {
  let [best, score] = [0, 0];
  for (const [i, value] of scores.entries()) if (value > score) [best, score] = [i, value];
  return { best, score };
}

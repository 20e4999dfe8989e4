import { expect, test } from "vitest";
import { CHARACTERS } from "./characters.ts";
import { decodeText } from "./decode-text.ts";

/** Scores in which each step is sure of one character; `_` stands for none. */
function scoresOf(steps: readonly (readonly [character: string, score: number])[]): Float32Array {
  const classes = CHARACTERS.length + 1;
  const scores = new Float32Array(steps.length * classes);
  for (const [step, [character, score]] of steps.entries()) {
    scores[step * classes + (character === "_" ? 0 : CHARACTERS.indexOf(character) + 1)] = score;
  }
  return scores;
}

test("Repeats are one character, unless none lies between them", () => {
  const { text } = decodeText(scoresOf([..."__AA_A__BB"].map((character) => [character, 0.9] as const)));

  expect(text).toBe("AAB");
});

test("A text is as sure as its least sure character, a character as its surest step; blanks do not count", () => {
  const decoded = decodeText(
    scoresOf([
      ["A", 0.5],
      ["A", 0.9],
      [" ", 0.2],
      ["B", 0.7],
      ["_", 0.1],
    ]),
  );

  expect(decoded.text).toBe("A B");
  expect(decoded.confidence).toBeCloseTo(0.7);
  expect(decoded.meanConfidence).toBeCloseTo(0.8);
});

test("Nothing but blanks is no text, and nothing to be sure of", () => {
  expect(
    decodeText(
      scoresOf([
        ["_", 1],
        [" ", 1],
      ]),
    ),
  ).toEqual({ text: "", confidence: 0, meanConfidence: 0 });
});

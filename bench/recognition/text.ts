/**
 * How well text on drawn labels is read and judged: `npx tsx bench/recognition/text.ts`. Each label is judged twice, once
 * with its own serial and once with one that differs in a single digit, which must never pass.
 */
import type { Box, Detection } from "../../src/domain/detection.ts";
import { areasToRead, judge } from "../../src/domain/judge.ts";
import type { DecodedPhoto } from "../../src/domain/photo.ts";
import { parseRecipe } from "../../src/domain/recipe.ts";
import type { TextLine } from "../../src/domain/text-line.ts";
import { decodePhoto } from "../../src/imaging/decode-photo.ts";
import { readLines } from "../../src/recognition/text/read-lines.ts";
import { cropForText } from "../../src/recognition/text/text-crop.ts";
import { openTextNetworks } from "../../src/recognition/text/text-networks.ts";
import { board } from "../../src/simulator/board.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { drawPhoto } from "../../src/simulator/draw-photo.ts";
import { type Random, seededRandom } from "../../src/simulator/random.ts";
import { drawLabel, type LabelLook } from "../../test/support/draw-label.ts";
import { reportBar } from "./bars.ts";

const LABELS = 50;
const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const DIGITS = "0123456789";

type Label = { photo: DecodedPhoto; box: Box; serial: string };

const recipe = parseRecipe({
  id: "label",
  version: 1,
  title: "Label",
  recognizer: { kind: "embedded", model: "label" },
  parts: [{ label: "label", text: { matchesSerial: true } }],
});

const LOOKS: readonly [name: string, look: LabelLook, tilt: (random: Random) => number][] = [
  ["clear, level to 10 degrees", { fontPx: 28 }, (random) => random.between(-10, 10)],
  ["clear, any angle", { fontPx: 28 }, (random) => random.between(0, 360)],
  ["clear, quarter turns", { fontPx: 28 }, (random) => random.below(4) * 90],
  ["low contrast, soft, noise 6", { fontPx: 22, ink: 90, paper: 190, blur: 0.8, noise: 6 }, tiltOf],
  ["the same, noise 10", { fontPx: 22, ink: 90, paper: 190, blur: 0.8, noise: 10 }, tiltOf],
  ["small (capitals of 10 pixels), soft", { fontPx: 14, blur: 0.6, noise: 4 }, tiltOf],
];

const networks = await openTextNetworks(1);
for (const [name, look, tilt] of LOOKS) {
  await report(name, async (i) => {
    const random = seededRandom("text bench", name, i);
    const serial = serialFrom(random);
    const label = await drawLabel(["SERIAL NO.", serial], { ...look, degrees: tilt(random), seed: i });
    return { ...label, serial };
  });
}
for (const difficulty of ["normal", "hard"] as const) {
  await report(`simulated control box, ${difficulty}`, async (i) => {
    const { jpeg, truth } = await drawPhoto(controlBox, 31, i, { missing: [], difficulty });
    const box = truth.parts.find((part) => part.label === "label")?.box;
    if (!box) throw new Error("The control box has no label.");
    return { photo: await decodePhoto(jpeg), box, serial: truth.serial };
  });
}

const chips = board.parts.filter(({ label }) => label === "ic");
await report("chips of the simulated board, 1600 × 1200, any quarter turn", async (i) => {
  const photoIndex = Math.floor(i / chips.length);
  const { jpeg, truth } = await drawPhoto(board, 31, photoIndex, { missing: [], width: 1600, height: 1200 });
  const chip = chips[i % chips.length];
  const box = truth.parts.find((part) => part.name === chip?.name)?.box;
  if (!box || !chip?.marking) throw new Error("The board has no marked chip here.");
  return { photo: await decodePhoto(jpeg), box, serial: chip.marking };
});

async function report(name: string, draw: (index: number) => Promise<Label>): Promise<void> {
  const totals = { exact: 0, characters: 0, wrong: 0, pass: 0, review: 0, fail: 0, escapes: 0, ms: 0 };
  for (let i = 0; i < LABELS; i++) {
    const { photo, box, serial } = await draw(i);
    const detection: Detection = { label: "label", confidence: 1, box };
    const [area] = areasToRead(recipe, [detection]);
    if (!area) throw new Error("There is nothing to read.");
    const before = process.cpuUsage();
    const lines = await readLines(await cropForText(photo, area.area), networks);
    // Processor time, not time on the clock: other work on the machine does not count.
    const { user, system } = process.cpuUsage(before);
    totals.ms += (user + system) / 1000;
    const distance = Math.min(
      serial.length,
      ...lines.map(({ text }) => editDistance(squeezed(text), serial)),
    );
    totals.exact += distance === 0 ? 1 : 0;
    totals.wrong += distance;
    totals.characters += serial.length;
    totals[verdictOf(detection, lines, serial)]++;
    totals.escapes += verdictOf(detection, lines, almost(serial, i)) === "pass" ? 1 : 0;
  }
  const { exact, characters, wrong, pass, review, fail, escapes, ms } = totals;
  console.log(
    `${name}: lines exact ${exact} of ${LABELS}, characters right ${((1 - wrong / characters) * 100).toFixed(1)} %, ` +
      `pass ${pass} review ${review} falsely failed ${fail}, wrong serials passed ${escapes}, ${(ms / LABELS).toFixed(0)} ms of processor time`,
  );
  reportBar({ name: `${name}: wrong serials passed`, side: "most", mean: 0 }, [escapes]);
}

function verdictOf(detection: Detection, lines: readonly TextLine[], serial: string) {
  const readings = areasToRead(recipe, [detection]).map((area) => ({ ...area, lines }));
  return judge(recipe, [detection], [], { readings, serial }).verdict;
}

function tiltOf(random: Random): number {
  return random.between(-10, 10);
}

function serialFrom(random: Random): string {
  const draw = (from: string, count: number) =>
    Array.from({ length: count }, () => from[random.below(from.length)]).join("");
  return `${draw(CHARACTERS, 2)}-${draw(CHARACTERS, 4)}-${draw(DIGITS, 6)}`;
}

/** The serial of the next widget but a few: another digit in one place. */
function almost(serial: string, i: number): string {
  const digits = [...serial].flatMap((character, at) => (DIGITS.includes(character) ? [at] : []));
  const at = digits[i % digits.length] ?? 0;
  const digit = (Number(serial[at]) + 1 + (i % 8)) % 10;
  return serial.slice(0, at) + digit + serial.slice(at + 1);
}

function squeezed(text: string): string {
  return text.replaceAll(" ", "");
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, from] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, to] of [...b].entries()) {
      const swap = (row[j] ?? 0) + (from === to ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

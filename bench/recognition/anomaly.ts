/**
 * How well photos of normal widgets alone tell anomalies: AUROC, and how many of each the confidence flags.
 * Run: npx tsx bench/recognition/anomaly.ts
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { decodePhoto } from "../../src/imaging/decode-photo.ts";
import { type CellGrid, describeCells } from "../../src/recognition/anomaly/describe-cells.ts";
import { openDistances } from "../../src/recognition/anomaly/distances.ts";
import { fitNormalScores, judgeAnomaly, strangest } from "../../src/recognition/anomaly/judge-anomaly.ts";
import { learnNormalLook } from "../../src/recognition/anomaly/normal-look.ts";
import { openBackbone } from "../../src/recognition/backbone.ts";
import { type DotProducts, openDotProducts } from "../../src/recognition/dot-products.ts";
import { createRandom } from "../../src/recognition/random.ts";
import { toWorkingPhoto } from "../../src/recognition/working-photo.ts";
import { reportBar } from "./bars.ts";

const SET = fileURLToPath(new URL("../../../shared/data/toy_parts/", import.meta.url));
const LONG_SIDE = 384;
const TAUGHT = 20;
const DRAWS = 5;

if (existsSync(SET)) {
  const backbone = await openBackbone(2);
  const products = await openDotProducts(2);
  const truth: { image: string; verdict: string }[] = JSON.parse(await readFile(`${SET}truth.json`, "utf8"));
  const load = async (verdict: string) => {
    const grids: CellGrid[] = [];
    for (const { image } of truth.filter((photo) => photo.verdict === verdict)) {
      const photo = await toWorkingPhoto(await decodePhoto(await readFile(SET + image)), LONG_SIDE);
      grids.push(await describeCells(photo, backbone));
    }
    return grids;
  };
  const [normal, strange] = [await load("normal"), await load("anomaly")];
  const aurocs: number[] = [];
  for (let draw = 1; draw <= DRAWS; draw++) {
    const { auroc, text } = await tryOut(normal, strange, draw, products);
    console.log(`toy_parts draw ${draw}: ${text}`);
    aurocs.push(auroc);
  }
  reportBar({ name: "toy_parts, 20 normal photos: AUROC", side: "least", mean: 0.97 }, aurocs);
} else {
  console.log("toy_parts: skipped, its photos are not here");
}

async function tryOut(normal: CellGrid[], strange: CellGrid[], seed: number, products: DotProducts) {
  const random = createRandom(seed);
  const shuffled = normal.map((grid) => ({ grid, key: random.next() })).sort((a, b) => a.key - b.key);
  const taught = shuffled.slice(0, TAUGHT).map(({ grid }) => grid);
  const held = shuffled.slice(TAUGHT).map(({ grid }) => grid);
  const distances = openDistances(learnNormalLook(taught), products);
  const scoresOfTaught = taught.map(async (grid, photo) => strangest(await distances.of(grid, photo)).score);
  const normalScores = fitNormalScores(await Promise.all(scoresOfTaught));
  const confidences = (grids: CellGrid[]) =>
    Promise.all(
      grids.map(async (grid) => {
        const map = await distances.of(grid);
        return judgeAnomaly(map, normalScores, { width: 1, height: 1 }).confidence;
      }),
    );
  const [good, bad] = [await confidences(held), await confidences(strange)];
  const pairs = bad.flatMap((b) => good.map((g): number => (b > g ? 1 : b === g ? 0.5 : 0)));
  const auroc = pairs.reduce((sum, win) => sum + win, 0) / pairs.length;
  const count = (list: number[], from: number, to: number) => list.filter((c) => c >= from && c < to).length;
  const text =
    `AUROC ${auroc.toFixed(4)}; anomalies failed ${count(bad, 0.6, 2)}, for review ${count(bad, 0.3, 0.6)}, passed ${count(bad, 0, 0.3)} of ${bad.length}; ` +
    `normal failed ${count(good, 0.6, 2)}, for review ${count(good, 0.3, 0.6)} of ${good.length}`;
  return { auroc, text };
}

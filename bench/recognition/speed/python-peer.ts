import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { decodePhoto } from "../../../src/imaging/decode-photo.ts";
import { floatsOf } from "../../../src/recognition/backbone.ts";
import { readyHead } from "../../../src/recognition/find-head.ts";
import { MODEL_ASSETS, type ModelAsset } from "../../../src/recognition/model-assets.ts";
import { readModelFile } from "../../../src/recognition/model-file.ts";
import type { RecognitionPool } from "../../../src/recognition/recognition-pool.ts";
import { reportBar } from "../bars.ts";
import type { DrawnPhotos } from "./drawn-photos.ts";
import type { TaughtModel } from "./taught-models.ts";
import { turnAbout } from "./turn-about.ts";

const TURNS = 40;
const WARM_UP = 5;
const SURE = 0.5;

/**
 * JPEG file to boxes, ours and the same networks in a Python program (python-peer.py), turn about, one thread each. The
 * peer's time is by its own clock, so that it pays nothing for talking to us.
 */
export async function comparePython(
  pool: RecognitionPool,
  model: TaughtModel,
  { tried }: DrawnPhotos,
  directory: string,
): Promise<void> {
  const python = process.env["PARTPROOF_BENCH_PYTHON"];
  if (!python) {
    console.log("python: skipped; PARTPROOF_BENCH_PYTHON names no Python with onnxruntime, numpy and opencv");
    return;
  }
  const script = fileURLToPath(new URL("./python-peer.py", import.meta.url));
  const peer = spawn(python, [script, await exportModel(model, directory)]);
  peer.stderr.pipe(process.stderr);
  try {
    const answers = linesOf(peer);
    const { versions } = await answers.next<{ versions: string }>();
    const fileAt = (turn: number) => {
      const file = tried[turn % tried.length]?.file;
      if (!file) throw new Error("No photo was drawn.");
      return file;
    };
    let [ourSure, theirSure] = [0, 0];
    const [other = 0, own = 0] = await turnAbout(
      [
        async (turn) => {
          peer.stdin.write(`${fileAt(turn)}\n`);
          const { ms, boxes } = await answers.next<{ ms: number; boxes: [label: number, score: number][] }>();
          theirSure += boxes.filter(([, score]) => score >= SURE).length;
          return ms;
        },
        async (turn) => {
          const photo = await decodePhoto(await readFile(fileAt(turn)));
          const { detections } = await pool.detectParts(photo, model);
          ourSure += detections.filter(({ confidence }) => confidence >= SURE).length;
        },
      ],
      { turns: TURNS, warmUp: WARM_UP },
    );
    console.log(
      `python (${versions}): ${other.toFixed(1)} ms, ours ${own.toFixed(1)} ms from JPEG file to boxes; ` +
        `sure boxes ${theirSure} and ${ourSure}`,
    );
    reportBar({ name: "JPEG file to boxes, ours over Python", side: "most", mean: 1 }, [own / other]);
  } finally {
    peer.kill();
  }
}

/** Writes what a taught model holds as plain numbers. @returns the file that names all else */
async function exportModel(model: TaughtModel, directory: string): Promise<string> {
  const { header, heads, scale } = readModelFile(model.file);
  const { feeds } = readyHead(heads, scale, header.labels.length);
  const weights = join(directory, "weights.f32");
  const arrays = Object.values(feeds).map(floatsOf);
  await writeFile(
    weights,
    Buffer.concat(arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength))),
  );
  let start = 0;
  const tensors = Object.entries(feeds).map(([name, { dims, size }]) => {
    const entry = [name, dims, start];
    start += size;
    return entry;
  });
  const path = join(directory, "model.json");
  const { longSide, typicalSizes } = header;
  const networks = { backbone: assetPath("backbone"), head: assetPath("findHead") };
  await writeFile(path, JSON.stringify({ ...networks, weights, tensors, longSide, typicalSizes }));
  return path;
}

function assetPath(asset: ModelAsset): string {
  return fileURLToPath(new URL(`../../../models/${MODEL_ASSETS[asset].file}`, import.meta.url));
}

/** The answers of the peer, one JSON value a line. */
function linesOf(peer: ChildProcessWithoutNullStreams) {
  const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  return {
    async next<T>(): Promise<T> {
      const { value, done } = await lines.next();
      if (done) throw new Error("The Python program ended; see what it printed above.");
      return JSON.parse(value) as T;
    },
  };
}

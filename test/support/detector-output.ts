import type { Box } from "../../src/domain/detection.ts";
import type { DetectorOutput, OutputTable } from "../../src/recognition/imported/decode-detector-output.ts";
import type { DetectorLayout } from "../../src/recognition/imported/detector-layout.ts";

/** One thing a pretend detector sees, its box in fractions of the photo. */
export type Seen = { label: number; score: number; box: Box };

type Input = {
  width: number;
  height: number;
  content: { left: number; top: number; width: number; height: number };
};

/** What a detector of a layout writes for what it sees, and some rows of nothing. RT-DETR in two tables if logits. */
export function detectorOutput(
  seen: readonly Seen[],
  { layout, labels, logits }: { layout: DetectorLayout; labels: number; logits: boolean },
  { width, height, content }: Input,
): DetectorOutput {
  const rows = seen.map(({ label, score, box }) => {
    const across = content.left + (box.left + box.width / 2) * content.width;
    const down = content.top + (box.top + box.height / 2) * content.height;
    const [w, h] = [box.width * content.width, box.height * content.height];
    const place =
      layout === "rt-detr" ? [across / width, down / height, w / width, h / height] : [across, down, w, h];
    const objectness = layout === "yolov5" ? [0.995] : [];
    const own = layout === "yolov5" ? score / 0.995 : logits ? Math.log(score / (1 - score)) : score;
    const scores = Array.from({ length: labels }, (_, at) => (at === label ? own : logits ? -9 : 0.001));
    return { place: [...place, ...objectness], scores };
  });
  const nothing = {
    place: new Array<number>(layout === "yolov5" ? 5 : 4).fill(0),
    scores: new Array<number>(labels).fill(logits ? -9 : 0),
  };
  const all = [...rows, ...new Array<typeof nothing>(20).fill(nothing)];
  if (logits) {
    return {
      boxes: tableOf(all.map(({ place }) => place)),
      scores: tableOf(all.map(({ scores }) => scores)),
    };
  }
  const joined = tableOf(all.map(({ place, scores }) => [...place, ...scores]));
  const table = layout === "yolov8" ? turned(joined) : joined;
  return { boxes: table, scores: table };
}

function tableOf(rows: readonly number[][]): OutputTable {
  return { dims: [1, rows.length, rows[0]?.length ?? 0], values: Float32Array.from(rows.flat()) };
}

function turned({ dims: [, rows = 0, columns = 0], values }: OutputTable): OutputTable {
  const at = (index: number) => values[(index % rows) * columns + Math.floor(index / rows)] ?? 0;
  return { dims: [1, columns, rows], values: Float32Array.from(values, (_, index) => at(index)) };
}

import {
  type JudgedPhoto,
  labelsOf,
  type Match,
  matchLabel,
  matchOne,
  type TruePart,
} from "./match-detections.ts";

/**
 * What was taken for what: `counts[true][seen]`, in the order of `labels`, with one more row and column at the
 * end for nothing: its row counts what was seen where nothing is, its column what is there and was not seen.
 */
export type Confusion = { labels: string[]; counts: number[][] };

/** What became of one photo's parts and detections; each of them is in exactly one list. */
export type PhotoOutcome = {
  found: Required<Match>[];
  /** Seen at the right place, under another label. */
  confused: Required<Match>[];
  missed: TruePart[];
  /** Seen where nothing is, or a second time. */
  invented: Match["detection"][];
};

/** Within each label first, so that what is found agrees with precision and recall; then what is left over. */
export function outcomeOf(photo: JudgedPhoto): PhotoOutcome {
  const found: Required<Match>[] = [];
  const left: Match["detection"][] = [];
  for (const label of labelsOf([photo])) {
    for (const { detection, part } of matchLabel(photo, label)) {
      if (part) found.push({ detection, part });
      else left.push(detection);
    }
  }
  const hit = new Set(found.map(({ part }) => part));
  const free = new Set(photo.truth.filter((part) => !hit.has(part)));
  const confused: Required<Match>[] = [];
  const invented: Match["detection"][] = [];
  for (const detection of left.sort((a, b) => b.confidence - a.confidence)) {
    const others = new Set([...free].filter((part) => part.label !== detection.label));
    const { part } = matchOne(detection, others);
    if (part) confused.push({ detection, part });
    else invented.push(detection);
    if (part) free.delete(part);
  }
  return { found, confused, missed: [...free], invented };
}

/** @param photos with only the detections that count */
export function confusionOf(photos: readonly JudgedPhoto[]): Confusion {
  const labels = labelsOf(photos);
  const counts = [...labels, "nothing"].map(() => new Array<number>(labels.length + 1).fill(0));
  const index = new Map(labels.map((label, at) => [label, at]));
  const add = (part?: string, seen?: string) => {
    const at = (label?: string) => (label === undefined ? labels.length : (index.get(label) ?? 0));
    const row = counts[at(part)];
    if (row) row[at(seen)] = (row[at(seen)] ?? 0) + 1;
  };
  for (const photo of photos) {
    const { found, confused, missed, invented } = outcomeOf(photo);
    for (const { part, detection } of [...found, ...confused]) add(part.label, detection.label);
    for (const { label } of missed) add(label);
    for (const { label } of invented) add(undefined, label);
  }
  return { labels, counts };
}

import type { Box, Detection } from "../../../domain/detection.ts";
import { escapeHtml } from "../../../domain/escape-html.ts";
import type { PhotoOutcome } from "../../../recognition/confusion.ts";

/** Width of a drawn photo in its own units; its thumbnail has as many pixels. */
export const DRAWN_WIDTH = 480;
const TEXT = 13;

/** Told apart by line and sign as well as by color (those of Okabe and Ito). */
const STYLES = {
  found: 'stroke="#009e73" stroke-width="2"',
  truth: 'stroke="#ffffff" stroke-width="1.5" stroke-dasharray="2 3"',
  missed: 'stroke="#e05a00" stroke-width="2.5" stroke-dasharray="7 4"',
  confused: 'stroke="#56b4e9" stroke-width="2.5"',
  invented: 'stroke="#cc79a7" stroke-width="3"',
} as const;

/** What became of one photo, to be drawn. `webp` is its thumbnail. */
export type DrawnPhoto = {
  name: string;
  width: number;
  height: number;
  webp: Uint8Array;
  outcome: PhotoOutcome;
};

/** A photo as SVG with true and seen boxes; only what is wrong is named. */
export function drawPhoto({ name, width, height, webp, outcome }: DrawnPhoto): string {
  const drawnHeight = Math.round((DRAWN_WIDTH * height) / width);
  const frame = (box: Box, style: keyof typeof STYLES) =>
    `<rect x="${round(box.left * DRAWN_WIDTH)}" y="${round(box.top * drawnHeight)}" ` +
    `width="${round(box.width * DRAWN_WIDTH)}" height="${round(box.height * drawnHeight)}" ${STYLES[style]}/>`;
  const seen = ({ box }: Detection, style: keyof typeof STYLES) => (box ? frame(box, style) : "");
  const tag = (box: Box | undefined, text: string, below = false) => {
    const { left, top, height } = box ?? { left: 0, top: 0, height: 0 };
    const x = Math.min(left * DRAWN_WIDTH, DRAWN_WIDTH - Math.min(text.length * TEXT * 0.55, DRAWN_WIDTH));
    const y = below ? (top + height) * drawnHeight + TEXT : top * drawnHeight - 4;
    const inside = Math.min(drawnHeight - 4, Math.max(TEXT, y));
    return `<text x="${round(x)}" y="${round(inside)}">${escapeHtml(text)}</text>`;
  };
  const { found, missed, confused, invented } = outcome;
  const frames = [
    ...found.flatMap(({ part, detection }) => [seen(detection, "found"), frame(part.box, "truth")]),
    ...confused.flatMap(({ part, detection }) => [seen(detection, "confused"), frame(part.box, "truth")]),
    ...missed.map(({ box }) => frame(box, "missed")),
    ...invented.map((detection) => seen(detection, "invented")),
  ];
  const tags = [
    ...missed.map(({ label, box }) => tag(box, `✕ ${label}`, true)),
    ...confused.map(({ part, detection }) =>
      tag(detection.box, `≠ ${part.label}, seen as ${detection.label} ${percent(detection)}`),
    ),
    ...invented.map((detection) => tag(detection.box, `+ ${detection.label} ${percent(detection)}`)),
  ];
  const source = `data:image/webp;base64,${Buffer.from(webp).toString("base64")}`;
  const said = [
    `${found.length} found`,
    ...(missed.length > 0 ? [`${missed.length} missed`] : []),
    ...(confused.length > 0 ? [`${confused.length} confused`] : []),
    ...(invented.length > 0 ? [`${invented.length} invented`] : []),
  ].join(", ");
  return (
    `<figure><svg viewBox="0 0 ${DRAWN_WIDTH} ${drawnHeight}" role="img" aria-label="${escapeHtml(`${name}: ${said}`)}" fill="none">` +
    `<image href="${source}" width="${DRAWN_WIDTH}" height="${drawnHeight}" preserveAspectRatio="none"/>` +
    `${frames.join("")}${tags.join("")}</svg>` +
    `<figcaption><b>${escapeHtml(name)}</b><br>${said}</figcaption></figure>`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function percent({ confidence }: Detection): string {
  return `${Math.round(confidence * 100)} %`;
}

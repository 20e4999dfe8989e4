import type { Reliability } from "../../../recognition/reliability.ts";

const SIDE = 300;
const LEFT = 44;
const TOP = 24;
const BOTTOM = 46;

/** The reliability curve as SVG: a bar a bin as high as its share right; on the dashed line, confidence is true. */
export function drawReliability({ bins }: Reliability): string {
  const x = (value: number) => LEFT + value * SIDE;
  const y = (value: number) => TOP + (1 - value) * SIDE;
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (at) =>
      `<path d="M${LEFT} ${y(at)}H${LEFT + SIDE}" stroke="#e3e3e3"/>` +
      `<text x="${LEFT - 8}" y="${y(at) + 4}" text-anchor="end">${at}</text>` +
      `<text x="${x(at)}" y="${TOP + SIDE + 16}" text-anchor="middle">${at}</text>`,
  );
  const bars = bins.map(({ from, to, count, meanConfidence, shareRight }) => {
    const middle = x((from + to) / 2);
    const counted = `<text x="${middle}" y="${TOP - 8}" text-anchor="middle" class="count">${count}</text>`;
    if (meanConfidence === null || shareRight === null) return counted;
    const height = Math.max(1, shareRight * SIDE);
    return (
      `<rect x="${x(from) + 2}" y="${TOP + SIDE - height}" width="${SIDE / bins.length - 4}" height="${height}" fill="#9ecae1"/>` +
      `<circle cx="${x(meanConfidence)}" cy="${y(shareRight)}" r="4" fill="#1f4e79"/>${counted}`
    );
  });
  const [width, height] = [LEFT + SIDE + 16, TOP + SIDE + BOTTOM];
  return (
    `<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Reliability curve">` +
    `${ticks.join("")}${bars.join("")}` +
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#be4b00" stroke-width="1.5" stroke-dasharray="6 4"/>` +
    `<text x="${LEFT + SIDE / 2}" y="${TOP + SIDE + 38}" text-anchor="middle">confidence</text>` +
    `<text transform="translate(12 ${TOP + SIDE / 2}) rotate(-90)" text-anchor="middle">share that is right</text></svg>`
  );
}

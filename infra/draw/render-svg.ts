import type { Box, Layout } from "./lay-out.ts";
import type { Picture, PictureNode } from "./read-picture.ts";

const COLORS: Readonly<Record<string, string>> = {
  Lambda: "#d9730d",
  S3: "#3f8624",
  DynamoDB: "#3b5bdb",
  SQS: "#c2255c",
  SNS: "#c2255c",
  EventBridge: "#ae3ec9",
  CloudFront: "#7048e8",
  API: "#7048e8",
  WAF: "#d6336c",
  Cognito: "#d6336c",
  KMS: "#d6336c",
  IAM: "#d6336c",
  CloudWatch: "#0b7285",
};
const STORE_COLORS: Readonly<Record<string, string>> = {
  evidence: "#3f8624",
  table: "#3b5bdb",
  data: "#868e96",
};
const INK = "#212529";
const FONT = "font-family='Helvetica Neue, Helvetica, Arial, sans-serif'";

export function renderSvg(picture: Picture, layout: Layout): string {
  const { width, height } = layout;
  const boxes = new Map(layout.nodes.map((placed) => [placed.node.id, placed]));
  const lines = picture.edges.flatMap(({ from, to }) => {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    return a && b ? [drawEdge(a, b, colorOf(a.node))] : [];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${FONT} role="img" aria-label="Partproof on AWS">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="40" y="40" font-size="24" font-weight="700" fill="${INK}">Partproof on AWS</text>`,
    `<text x="40" y="64" font-size="13" fill="#495057">Drawn from the synthesized template: an arrow is a rule, an event source, a permission to send, or a call.</text>`,
    ...layout.groups.map(drawGroup),
    ...layout.nodes.map((placed) => drawNode(placed, placed.node)),
    ...lines,
    drawLegend(height - 26),
    "</svg>",
    "",
  ].join("\n");
}

function drawGroup({ name, x, y, width, height }: Box & { name: string }): string {
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="14" fill="#f6f7f9" stroke="#dee2e6"/>` +
    `<text x="${x + 18}" y="${y + 27}" font-size="15" font-weight="700" fill="#343a40">${name.toLowerCase()}</text>`
  );
}

function drawNode({ x, y, width, height }: Box, node: PictureNode): string {
  const color = colorOf(node);
  const dots = node.uses.map(({ store, writes }, i) => {
    const at = x + width - 14 - (node.uses.length - 1 - i) * 15;
    const tone = STORE_COLORS[store] ?? INK;
    return `<circle cx="${at}" cy="${y + 18}" r="5" fill="${writes ? tone : "#ffffff"}" stroke="${tone}" stroke-width="2"/>`;
  });
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="9" fill="#ffffff" stroke="${color}" stroke-width="1.4"/>` +
    `<rect x="${x}" y="${y + 9}" width="5" height="${height - 18}" rx="2.5" fill="${color}"/>` +
    `<text x="${x + 16}" y="${y + 23}" font-size="14" font-weight="600" fill="${INK}">${escapeXml(node.title)}</text>` +
    `<text x="${x + 16}" y="${y + 42}" font-size="12" fill="#5c636a">${escapeXml(node.kind)}</text>` +
    dots.join("")
  );
}

/** Straight down to a neighbour, around the side within a group, and in a curve to another one. */
function drawEdge(from: Box, to: Box, color: string): string {
  const style = `fill="none" stroke="${color}" stroke-width="1.6" stroke-opacity="0.8"`;
  const [middleOfFrom, middleOfTo] = [from.y + from.height / 2, to.y + to.height / 2];
  if (from.x === to.x) {
    const distance = to.y - (from.y + from.height);
    if (distance > 0 && distance < 40) {
      const x = from.x + from.width / 2;
      return `<path d="M${x} ${from.y + from.height} V${to.y - 6}" ${style}/>${arrow(x, to.y, "down", color)}`;
    }
    const side = from.x + from.width;
    const out = side + 14 + Math.min(22, Math.abs(middleOfTo - middleOfFrom) / 16);
    return (
      `<path d="M${side} ${middleOfFrom} C${out} ${middleOfFrom} ${out} ${middleOfTo} ${side + 6} ${middleOfTo}" ${style}/>` +
      arrow(side, middleOfTo, "left", color)
    );
  }
  // Over what lies between: along the free strip above the groups.
  if (to.x - from.x > 2 * from.width && Math.abs(to.y - from.y) < 40) {
    const strip = from.y - 56;
    const [leave, enter] = [from.x + from.width + 40, to.x - 40];
    return (
      `<path d="M${from.x + from.width} ${middleOfFrom} C${leave} ${middleOfFrom} ${leave - 20} ${strip} ${leave + 24} ${strip} ` +
      `H${enter - 24} C${enter + 20} ${strip} ${enter} ${middleOfTo} ${to.x - 6} ${middleOfTo}" ${style}/>` +
      arrow(to.x, middleOfTo, "right", color)
    );
  }
  const right = to.x > from.x;
  const start = right ? from.x + from.width : from.x;
  const end = right ? to.x : to.x + to.width;
  const tip = right ? end - 6 : end + 6;
  const bend = Math.max(40, Math.abs(end - start) / 2) * (right ? 1 : -1);
  return (
    `<path d="M${start} ${middleOfFrom} C${start + bend} ${middleOfFrom} ${end - bend} ${middleOfTo} ${tip} ${middleOfTo}" ${style}/>` +
    arrow(end, middleOfTo, right ? "right" : "left", color)
  );
}

function arrow(x: number, y: number, points: "right" | "left" | "down", color: string): string {
  const shape = {
    right: `M${x} ${y} l-9 -4.5 v9 z`,
    left: `M${x} ${y} l9 -4.5 v9 z`,
    down: `M${x} ${y} l-4.5 -9 h9 z`,
  }[points];
  return `<path d="${shape}" fill="${color}"/>`;
}

function drawLegend(y: number): string {
  const stores = Object.entries(STORE_COLORS).map(
    ([store, color], i) =>
      `<circle cx="${46 + i * 104}" cy="${y - 5}" r="5" fill="${color}" stroke="${color}" stroke-width="2"/>` +
      `<text x="${58 + i * 104}" y="${y}" font-size="13" fill="${INK}">${store}</text>`,
  );
  return `${stores.join("")}<text x="366" y="${y}" font-size="13" fill="#495057">A dot on a Lambda: what it may use; full where it may write, hollow where it may only read.</text>`;
}

function colorOf({ kind }: PictureNode): string {
  return Object.entries(COLORS).find(([word]) => kind.startsWith(word))?.[1] ?? INK;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

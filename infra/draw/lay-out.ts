import type { Picture, PictureNode } from "./read-picture.ts";

export type Box = { x: number; y: number; width: number; height: number };
export type Layout = {
  width: number;
  height: number;
  groups: (Box & { name: string })[];
  nodes: (Box & { node: PictureNode })[];
};

/** The five steps from left to right; under them what carries and watches them. */
const ROWS = [
  ["Receive", "Inspect", "Record", "Notify", "Report"],
  ["Site", "Api", "People", "Access", "Monitor"],
];
const NODE = { width: 208, height: 54, gap: 26 };
const GROUP = { padding: 18, title: 42, gap: 62 };
const EDGE = 40;
/** Room for the title, and for arrows that go over other groups. */
const TITLE = 112;
const LEGEND = 56;

/** Places by group; a group that the table does not name would be missing, so it is refused. */
export function layOut({ nodes }: Picture): Layout {
  const unplaced = nodes.find(({ group }) => !ROWS.flat().includes(group));
  if (unplaced) throw new Error(`Where does ${unplaced.group} (${unplaced.title}) go? Enter it in ROWS.`);
  const groupWidth = NODE.width + 2 * GROUP.padding;
  const layout: Layout = { width: 0, height: 0, groups: [], nodes: [] };
  let top = TITLE;
  for (const row of ROWS) {
    const inRow = row.map((name) => ({ name, members: nodes.filter(({ group }) => group === name) }));
    const heightOf = (count: number) =>
      GROUP.title + count * (NODE.height + NODE.gap) - NODE.gap + GROUP.padding;
    inRow.forEach(({ name, members }, column) => {
      const x = EDGE + column * (groupWidth + GROUP.gap);
      layout.groups.push({ name, x, y: top, width: groupWidth, height: heightOf(members.length) });
      members.forEach((node, i) => {
        const y = top + GROUP.title + i * (NODE.height + NODE.gap);
        layout.nodes.push({ node, x: x + GROUP.padding, y, width: NODE.width, height: NODE.height });
      });
    });
    top += Math.max(...inRow.map(({ members }) => heightOf(members.length))) + GROUP.gap;
  }
  layout.width = 2 * EDGE + Math.max(...ROWS.map((row) => row.length)) * (groupWidth + GROUP.gap) - GROUP.gap;
  layout.height = top - GROUP.gap + LEGEND;
  return layout;
}

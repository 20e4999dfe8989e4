import type { Random } from "../random.ts";
import type { Place } from "./places.ts";
import { drawTileView, STRAIGHT, type TileView } from "./tile.ts";

/**
 * A tile to learn from. `real` ones show what the photo shows, straight; the others are made: the same in other light
 * and a little beside, the place emptied, or so far beside that the part would be misplaced.
 */
export type PlannedTile = {
  photo: number;
  place: number;
  /** A label by its index, -1: none of them. */
  label: number;
  kind: "real" | "varied" | "emptied" | "beside";
  view: TileView;
};

/** Tiles kept for one label and for all: the model file and each look grow with them. */
const MOST = { label: 500, all: 1500 } as const;
const VARIED = 2;
/** How far beside, in sides of the place. */
const BESIDE = 0.7;
const ORDER = { real: 0, emptied: 1, beside: 2, varied: 3 } as const;

/** A label in a place (-1: none of them), and the view that shows it straight on. */
export type SeenThere = { label: number; view: TileView };

/** @param seen for each photo and place what is there, undefined where that is not known */
export function planTiles(
  seen: readonly (readonly (SeenThere | undefined)[])[],
  places: readonly Place[],
  labels: number,
  random: Random,
): PlannedTile[] {
  const most = Math.max(20, Math.min(MOST.label, Math.floor(MOST.all / labels)));
  const byLabel = new Map<number, PlannedTile[]>();
  for (const [photo, row] of seen.entries())
    for (const [place, there] of row.entries()) {
      if (there === undefined) continue;
      const { label } = there;
      const planned = tilesOf(photo, place, there, random);
      const home = label >= 0 ? label : (places[place]?.labels[0] ?? 0);
      byLabel.set(home, [...(byLabel.get(home) ?? []), ...planned]);
    }
  const kept = [...byLabel.values()].flatMap((tiles) => {
    const shuffled = tiles.map((tile) => ({ tile, key: ORDER[tile.kind] + random.next() }));
    return shuffled
      .sort((a, b) => a.key - b.key)
      .slice(0, most)
      .map(({ tile }) => tile);
  });
  return kept.sort((a, b) => a.photo - b.photo || a.place - b.place || ORDER[a.kind] - ORDER[b.kind]);
}

function tilesOf(photo: number, place: number, { label, view }: SeenThere, random: Random): PlannedTile[] {
  const tile = { photo, place, label };
  const tiles: PlannedTile[] = [{ ...tile, kind: "real", view }];
  for (let n = 0; n < VARIED; n++)
    tiles.push({ ...tile, kind: "varied", view: moved(drawTileView(random), view) });
  if (label < 0) return tiles;
  const angle = random.between(0, 2 * Math.PI);
  const beside = { ...STRAIGHT, shiftX: BESIDE * Math.cos(angle), shiftY: BESIDE * Math.sin(angle) };
  return [
    ...tiles,
    { ...tile, label: -1, kind: "emptied", view },
    {
      ...tile,
      label: -1,
      kind: "beside",
      view: moved(moved({ ...drawTileView(random), shiftX: 0, shiftY: 0 }, beside), view),
    },
  ];
}

/** The same view of what lies beside. */
function moved(view: TileView, { shiftX, shiftY }: TileView): TileView {
  return { ...view, shiftX: view.shiftX + shiftX, shiftY: view.shiftY + shiftY };
}

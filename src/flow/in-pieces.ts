/** Collects items and hands them on by the piece, so that no more than one piece is in memory. */
export type Pieces<T> = { add(item: T): Promise<void>; end(): Promise<void> };

/** @param handOn called with `size` items, or what is left at the end, and which piece it is, from 1 */
export function inPieces<T>(size: number, handOn: (items: T[], piece: number) => Promise<void>): Pieces<T> {
  let items: T[] = [];
  let pieces = 0;

  async function end(): Promise<void> {
    if (items.length === 0) return;
    const full = items;
    items = [];
    pieces += 1;
    await handOn(full, pieces);
  }

  return {
    async add(item) {
      items.push(item);
      if (items.length === size) await end();
    },
    end,
  };
}

/** Every so many rows are enough to tell one place from the next. */
const ROW_STEP = 5;

/**
 * At which row of a taller picture another one of the same width lies.
 * @param rows gray values, 0 to 255, row by row; marks on the taller one do no harm
 * @returns 0 where the other one is not taller
 */
export function findOffset(rows: readonly Uint8Array[], taller: readonly Uint8Array[]): number {
  let best = { offset: 0, difference: Number.POSITIVE_INFINITY };
  for (let offset = 0; offset <= taller.length - rows.length; offset++) {
    let difference = 0;
    for (let row = 0; row < rows.length && difference < best.difference; row += ROW_STEP) {
      difference += rowDifference(rows[row], taller[row + offset]);
    }
    if (difference < best.difference) best = { offset, difference };
  }
  return best.offset;
}

function rowDifference(a: Uint8Array = new Uint8Array(), b: Uint8Array = new Uint8Array()): number {
  return a.reduce((sum, value, x) => sum + Math.abs(value - (b[x] ?? 0)), 0);
}

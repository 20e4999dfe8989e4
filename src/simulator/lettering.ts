import { num } from "./svg.ts";

/**
 * Strokes of each character on a grid 4 wide and 6 high, `xy` digit pairs, strokes parted by a blank. Our own
 * letters because a fresh machine may have no font at all, and because fonts that differ would break the promise
 * of the same bytes everywhere.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: "0602204246 0444",
  B: "00063645443303 3342413000",
  C: "4130100105163645",
  D: "00062644422000",
  E: "40000646 0333",
  F: "400006 0333",
  G: "41301001051636454323",
  H: "0006 4046 0343",
  I: "1030 2026 1636",
  J: "4045361605",
  K: "0006 400346",
  L: "000646",
  M: "0600234046",
  N: "06004640",
  O: "103041453616050110",
  P: "06003041423303",
  Q: "103041453616050110 2446",
  R: "06003041423303 2346",
  S: "413010010213334445361605",
  T: "0040 2026",
  U: "000516364540",
  V: "002640",
  W: "0016223640",
  X: "0046 4006",
  Y: "002340 2326",
  Z: "00400646",
  "0": "103041453616050110 3115",
  "1": "012026 0646",
  "2": "01103041420646",
  "3": "0110304142334445361605 1333",
  "4": "36300444",
  "5": "400003334445361605",
  "6": "4130100105163645443303",
  "7": "004016",
  "8": "103041423313020110 1304051636454433",
  "9": "4313020110304145361605",
  "-": "1333",
  ".": "2526",
  "/": "0640",
};

type Lettering = { height: number; color: string; weight?: number };

/**
 * Text as plotter-like strokes; characters that have no strokes are left blank.
 * @param x left edge, @param y top edge, both in the units of `height`
 */
export function lettering(text: string, x: number, y: number, style: Lettering): string {
  const unit = style.height / 6;
  let path = "";
  for (const [i, character] of [...text].entries()) {
    for (const stroke of (STROKES[character] ?? "").split(" ")) {
      for (let at = 0; at < stroke.length; at += 2) {
        const px = x + (Number(stroke[at]) + i * ADVANCE) * unit;
        const py = y + Number(stroke[at + 1]) * unit;
        path += `${at === 0 ? "M" : "L"}${num(px)} ${num(py)}`;
      }
    }
  }
  const width = style.weight ?? unit * 0.9;
  return `<path d="${path}" fill="none" stroke="${style.color}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** From one character to the next, in grid units. */
const ADVANCE = 5.8;

export function letteringWidth(text: string, height: number): number {
  return ((text.length - 1) * ADVANCE + 4) * (height / 6);
}

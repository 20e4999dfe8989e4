/**
 * Turns a font into `src/imaging/font/inter-semi-bold.ts`, so that text on analyzed photos looks the same on
 * every machine, with no font installed, no file to find at run time and nothing to bundle beside the code.
 *
 *     npm pack @fontsource/inter@5.3.0 && tar xzf fontsource-inter-5.3.0.tgz
 *     npm run make-glyph-outlines -- package/files
 *
 * The font's licence (OFL-1.1) is kept as `src/imaging/font/OFL.txt`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import opentype from "opentype.js";

const SOURCE = "@fontsource/inter@5.3.0, files/inter-*-600-normal.woff";
const SUBSETS = ["latin", "latin-ext", "greek", "cyrillic", "vietnamese"];
/** One thousandth of the font size is finer than a pixel at any size we draw. */
const UNITS_PER_EM = 1000;

/** First and last code point of what is kept: the languages written in Latin, Greek and Cyrillic letters. */
const RANGES: [number, number][] = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0x17f],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x218, 0x21b],
  [0x386, 0x3ce],
  [0x400, 0x45f],
  [0x490, 0x491],
  [0x1e9e, 0x1e9e],
  [0x1ea0, 0x1ef9],
  [0x2013, 0x2014],
  [0x2018, 0x201e],
  [0x2022, 0x2026],
  [0x2030, 0x203a],
  [0x20ac, 0x20ac],
  [0x2116, 0x2122],
  [0x2191, 0x2193],
  [0x2212, 0x2212],
];

const folder = process.argv[2];
if (folder === undefined)
  throw new Error("Name the folder with the unpacked font files, such as package/files.");

const glyphs = new Map<number, string>();
for (const subset of SUBSETS) {
  const file = readFileSync(join(folder, `inter-${subset}-600-normal.woff`));
  const font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
  const scale = UNITS_PER_EM / font.unitsPerEm;
  for (const [first, last] of RANGES) {
    for (let codePoint = first; codePoint <= last; codePoint++) {
      const glyph = font.charToGlyph(String.fromCodePoint(codePoint));
      if (glyph.index === 0 || glyphs.has(codePoint)) continue;
      glyphs.set(codePoint, encode(glyph.path.commands, glyph.advanceWidth ?? 0, scale));
    }
  }
}

const entries = [...glyphs].sort((a, b) => a[0] - b[0]);
const lines = entries.map(([codePoint, outline]) => {
  return `  ${JSON.stringify(String.fromCodePoint(codePoint))}: ${JSON.stringify(outline)},`;
});
writeFileSync(
  "src/imaging/font/inter-semi-bold.ts",
  `// Made by scripts/make-glyph-outlines.ts from ${SOURCE}; do not edit.
// Copyright 2016 The Inter Project Authors (https://github.com/rsms/inter), SIL Open Font License 1.1: OFL.txt.

/** Glyph by character: advance, then contours as relative m, l and q steps; ${UNITS_PER_EM} units an em, y up. */
export const INTER_SEMI_BOLD: Readonly<Record<string, string>> = {
${lines.join("\n")}
};
`,
);
process.stdout.write(`${entries.length} glyphs\n`);

type Command = { type: string; x?: number; y?: number; x1?: number; y1?: number };

function encode(commands: readonly Command[], advance: number, scale: number): string {
  let x = 0;
  let y = 0;
  const at = (value: number | undefined) => Math.round((value ?? 0) * scale);
  const steps = [String(Math.round(advance * scale))];
  for (const command of commands) {
    if (command.type === "Z") continue;
    if (command.type === "C")
      throw new Error("Expected quadratic curves only; take a TrueType flavored font.");
    const control = command.type === "Q" ? [at(command.x1) - x, at(command.y1) - y] : [];
    const end = [at(command.x) - x, at(command.y) - y];
    if (command.type === "L" && end.every((step) => step === 0)) continue;
    steps.push(`${command.type.toLowerCase()}${[...control, ...end].join(" ").replaceAll(" -", "-")}`);
    x = at(command.x);
    y = at(command.y);
  }
  return steps.join("");
}

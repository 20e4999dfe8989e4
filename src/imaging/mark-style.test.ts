import { expect, it } from "vitest";
import type { Rgb } from "./canvas.ts";
import { BAND, FAINT_PAPER, OTHER_STYLE, PAPER, STATE_STYLES, VERDICT_STYLES } from "./mark-style.ts";

/** Relative luminance and contrast as in WCAG 2.2. */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [Math.max(luminance(a), luminance(b)), Math.min(luminance(a), luminance(b))];
  return (light + 0.05) / (dark + 0.05);
}

it("every text stands out from what it is written on by 4.5 to 1 at least", () => {
  const chips = [...Object.values(STATE_STYLES), ...Object.values(VERDICT_STYLES), OTHER_STYLE];
  const pairs: [Rgb, Rgb][] = [
    ...chips.map(({ ink, color }): [Rgb, Rgb] => [ink, color]),
    [PAPER, BAND],
    [FAINT_PAPER, BAND],
  ];

  const worst = Math.min(...pairs.map(([text, ground]) => contrast(text, ground)));

  expect(worst).toBeGreaterThan(4.5);
});

it("no two states share a sign, a color or a line", () => {
  const styles = Object.values(STATE_STYLES);

  const distinct = [
    new Set(styles.map(({ symbol }) => symbol)),
    new Set(styles.map(({ color }) => color.join())),
    new Set(styles.map(({ dash, double }) => `${dash.join()}/${double}`)),
  ].map(({ size }) => size);

  expect(distinct).toEqual([styles.length, styles.length, styles.length]);
});

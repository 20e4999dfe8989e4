const TOKENS = {
  text: "--text",
  soft: "--text-soft",
  line: "--line",
  grid: "--line-soft",
  surface: "--surface",
  accent: "--accent",
  danger: "--danger",
  pass: "--pass",
  fail: "--fail",
  review: "--review",
  rejected: "--rejected",
} as const;

/** The colors of the page as the chart library takes them. */
export type ChartLook = Record<keyof typeof TOKENS, string>;

/** Lines that stand together differ in color and in dashes. */
export const DASHES = ["solid", "dashed", "dotted"] as const;

/** @param inside where the chart is: light or dark is decided by what is around it */
export function readLook(inside: HTMLElement): ChartLook {
  const probe = document.createElement("span");
  inside.append(probe);
  const look = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(look) as ChartLook;
}

export function seriesColors({ accent, danger, pass, text, soft, line }: ChartLook): readonly string[] {
  return [accent, danger, pass, text, soft, line];
}

import type { Language } from "./language.ts";

/** What is counted, by the plural form of the language; all of ours need these two for whole numbers. */
export type Forms = { one: string; other: string };

/** How a language writes numbers. `percent` and `wholePercent` take shares of 0 to 1. */
export type Speech = {
  /** Whole. */
  number(value: number): string;
  tenth(value: number): string;
  /** At most three decimals. */
  decimal(value: number): string;
  /** Always two decimals, so that a column lines up. */
  share(value: number): string;
  /** At most `digits` decimals, and never rounded up to 100 %. */
  percent(value: number, digits?: number): string;
  /** Such as `1,204 photos`. */
  counted(count: number, forms: Forms): string;
  /** Such as `a, b, and c`. */
  list(items: readonly string[]): string;
};

const spoken = new Map<Language, Speech>();

/** Formatters are costly to make and cheap to use: one set a language. */
export function speak(language: Language): Speech {
  const known = spoken.get(language);
  if (known) return known;
  const made = createSpeech(language);
  spoken.set(language, made);
  return made;
}

function createSpeech(language: Language): Speech {
  const digits = (maximumFractionDigits: number, more: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(language, { maximumFractionDigits, ...more });
  const [whole, tenth, decimal] = [digits(0), digits(1), digits(3)];
  const share = digits(2, { style: "percent", minimumFractionDigits: 2 });
  const percents = [0, 1].map((most) => digits(most, { style: "percent" }));
  const plural = new Intl.PluralRules(language);
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  return {
    number: (value) => whole.format(value),
    tenth: (value) => tenth.format(value),
    decimal: (value) => decimal.format(value),
    share: (value) => share.format(value),
    percent(value, most = 0) {
      const scale = 10 ** (most + 2);
      // A sum of fractions such as 0.07 may lie a hair below what it is.
      return (percents[most] ?? share).format(Math.floor(value * scale + 1e-9) / scale);
    },
    counted: (count, forms) =>
      `${whole.format(count)} ${plural.select(count) === "one" ? forms.one : forms.other}`,
    list: (items) => list.format(items),
  };
}

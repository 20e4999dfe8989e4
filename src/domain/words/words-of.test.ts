import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./language.ts";
import { speak } from "./speak.ts";
import { wordsOf } from "./words-of.ts";

/** Every text of a tree of words, by its path; what takes arguments is left out. */
function textsOf(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    const at = `${path}.${key}`;
    if (typeof value === "string") return [[at, value]];
    return typeof value === "object" && value !== null ? textsOf(value, at) : [];
  });
}

describe("the words of a language", () => {
  it.each(LANGUAGES)("in %s have no empty text, and no stray blank that no joint needs", (language) => {
    const texts = textsOf(wordsOf(language));

    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter(([, text]) => text.trim() === "" || text !== text.trim())).toEqual([]);
  });

  it.each(["de", "es"] as const)("in %s are translated: no sentence is the English one", (language) => {
    const english = new Map(textsOf(wordsOf("en")));

    const same = textsOf(wordsOf(language)).filter(([at, text]) => english.get(at) === text);

    expect(same.filter(([, text]) => text.includes(" "))).toEqual([]);
  });

  it.each(LANGUAGES)("in %s name sheets as a workbook can have them", (language) => {
    const names = Object.values(wordsOf(language).report.sheets);

    expect(names.filter((name) => name.length > 31 || /[\\/?*[\]:]/.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });
});

describe("numbers", () => {
  it("are written as the language writes them, with its plural", () => {
    const photos = { one: "photo", other: "photos" };

    expect(speak("en").counted(1, photos)).toBe("1 photo");
    expect(speak("en").counted(0, photos)).toBe("0 photos");
    expect(speak("de").counted(12_345, { one: "Foto", other: "Fotos" })).toBe("12.345 Fotos");
    expect(speak("de").share(0.97)).toBe("97,00\u00a0%");
    expect(speak("es").decimal(0.9312)).toBe("0,931");
    expect(speak("es").list(["a", "b", "c"])).toBe("a, b y c");
  });

  it("never call less than all of it 100 %", () => {
    expect(speak("en").percent(0.9999)).toBe("99%");
    expect(speak("en").percent(0.99999, 1)).toBe("99.9%");
    expect(speak("de").percent(0.07)).toBe("7\u00a0%");
    expect(speak("es").percent(1)).toBe("100\u00a0%");
  });
});

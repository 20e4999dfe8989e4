import type { Language } from "./words/language.ts";

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text from outside as one line: line breaks could forge lines of a mail, and invisible characters (such as
 * those that turn the writing direction) could make a serial read as another one.
 */
export function oneLine(value: string, max = 200): string {
  return shorten(value.replace(INVISIBLE, " ").trim(), max);
}

/** Where dropping the accent gives another word, such as `drucken` for `drücken`. */
const SPELLED: Partial<Record<Language, Readonly<Record<string, string>>>> = {
  de: { ä: "ae", ö: "oe", ü: "ue", Ä: "Ae", Ö: "Oe", Ü: "Ue" },
};

/**
 * As {@link oneLine}, in printable ASCII, for headers. Accents are dropped, or spelled out where the language does so;
 * what has no ASCII form becomes `?`. `=?` is broken up because mail programs decode what follows it into any text.
 */
export function asciiLine(value: string, max: number, language: Language = "en"): string {
  const ascii = spellOut(oneLine(value, 2000).normalize("NFC"), SPELLED[language])
    .replace(/[–—−]/g, "-")
    .replace(/[‘’]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/…/g, "...")
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\x20-\x7e]/gu, "?")
    .replace(/=\?/g, "= ?");
  return shorten(ascii, max, "...");
}

/** `Prüfen` as `Pruefen`, and `PRÜFEN` as `PRUEFEN`. */
function spellOut(text: string, spelled: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\p{L}/gu, (letter, at: number) => {
    const inCapitals = /\p{Lu}/u.test(text[at + 1] ?? text[at - 1] ?? "");
    const spelling = spelled[letter] ?? letter;
    return inCapitals && /\p{Lu}/u.test(letter) ? spelling.toUpperCase() : spelling;
  });
}

function shorten(text: string, max: number, mark = "…"): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  return `${characters.slice(0, max - mark.length).join("")}${mark}`;
}

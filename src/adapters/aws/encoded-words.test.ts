import { expect, it } from "vitest";
import { fromEncodedWords, toEncodedWord } from "./encoded-words.ts";

it.each(["SN-1001", "Größe 7", "部品", "", "a=?b", "50 %"])("%j reads as it was written", (text) => {
  const written = toEncodedWord(text);

  expect(written).toMatch(/^[\x20-\x7e]*$/);
  expect(fromEncodedWords(written)).toBe(text);
});

it("reads both forms, also in several words, as S3 may write them", () => {
  expect(fromEncodedWords("=?UTF-8?Q?Gr=C3=B6=C3=9Fe_7?=")).toBe("Größe 7");
  expect(fromEncodedWords("=?UTF-8?B?R3LDtg==?= =?utf-8?q?=C3=9Fe?=")).toBe("Größe");
});

it("leaves alone what is encoded in another way", () => {
  expect(fromEncodedWords("=?iso-8859-1?Q?Gr=F6=DFe?=")).toBe("=?iso-8859-1?Q?Gr=F6=DFe?=");
});

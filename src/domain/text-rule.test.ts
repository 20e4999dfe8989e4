import { expect, test } from "vitest";
import { lookAlikes, textMatcher, textRuleSchema } from "./text-rule.ts";

const rule = (input: unknown) => textRuleSchema.parse(input);

test("A pattern must match a whole line, blanks left out", () => {
  const matches = textMatcher(rule({ pattern: "LOT\\d{4}" }), undefined);

  expect(["LOT1234", "LOT 1234", " L OT12 34"].map(matches)).toEqual([true, true, true]);
  expect(["LOT12345", "XLOT1234", "lot1234", ""].map(matches)).toEqual([false, false, false, false]);
});

test("A serial must be the whole line, or the group of that name", () => {
  const whole = textMatcher(rule({ matchesSerial: true }), "CB 1");
  const group = textMatcher(rule({ matchesSerial: true, pattern: "S/N:(?P<serial>.+)" }), "CB-1");

  expect(["CB1", "C B 1", "CB-1", "CB12"].map(whole)).toEqual([true, true, false, false]);
  expect(["S/N: CB-1", "S/N:CB-12", "CB-1"].map(group)).toEqual([true, false, false]);
});

test("Without a serial nothing equals it", () => {
  const matches = textMatcher(rule({ matchesSerial: true, pattern: ".*" }), undefined);

  expect(matches("undefined")).toBe(false);
  expect(matches("")).toBe(false);
});

test("A pattern that would keep a backtracking engine busy for ages takes no time", () => {
  const matches = textMatcher(rule({ pattern: "(a+)+b" }), undefined);
  const startedAt = performance.now();

  const matched = matches("a".repeat(200));

  expect(matched).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test.each([
  ["(", /regular expression of RE2/],
  ["(?=a)b", /no lookaround/],
  ["(a)\\1", /no back reference/],
  ["S/N \\d+", /without blanks/],
  ["((a{1000}){1000}){9}", /regular expression of RE2/],
])("The pattern %j is refused", (pattern, message) => {
  const parsed = textRuleSchema.safeParse({ pattern });

  expect(parsed.error?.issues[0]?.message).toMatch(message);
});

test("A rule that asks for nothing is refused", () => {
  expect(textRuleSchema.safeParse({ minConfidence: 0.9 }).error?.issues[0]?.message).toBe(
    "a pattern, or matchesSerial: true",
  );
});

test("Look-alikes differ in one character that is easily taken for another", () => {
  const found = lookAlikes("A0");

  expect(found).toContain("AO");
  expect(found).not.toContain("A0");
  expect(found).not.toContain("A1");
});

test.each([..."0123456789"])("The digit %s does not look like another digit", (digit) => {
  expect(lookAlikes(digit).filter((other) => /^\d$/.test(other))).toEqual([]);
});

test("A lost or invented dash is a look-alike too", () => {
  expect(lookAlikes("CB7")).toContain("CB-7");
  expect(lookAlikes("CB-7")).toContain("CB7");
});

import { expect, test } from "vitest";
import { share } from "./parse-number.ts";

test.each([
  ["0.1%", 0.001],
  ["5 %", 0.05],
  [".5%", 0.005],
  ["0.02", 0.02],
])("The share %s is %d", (text, value) => {
  expect(share(text)).toBeCloseTo(value, 12);
});

test.each(["0", "0%", "100%", "1", "-1%", "5%%", "few", "", "%"])("%j is no share", (text) => {
  expect(() => share(text)).toThrow("expected a share above 0 and below 100 %");
});

import { expect, it } from "vitest";
import { incomingKey } from "./incoming-key.ts";

const place = { line: "line-1", recipe: "widget" };

it.each([
  ["SN-1001.jpg", "SN-1001.jpg"],
  ["Gehäuse (2).jpg", "Gehäuse (2).jpg"],
  ["C:\\photos\\1.jpg", "1.jpg"],
  ["../../other-line/widget/1.jpg", "1.jpg"],
  ["..", "photo"],
  [".hidden", "hidden"],
  ["", "photo"],
  ["\x24{filename}", "__filename_"],
  ["a\u0000b\r\nx: y.jpg", "a_b__x_ y.jpg"],
  ["<script>.png", "_script_.png"],
])("puts the file %j at the harmless %j", (fileName, harmless) => {
  expect(incomingKey({ ...place, fileName })).toBe(`incoming/line-1/widget/${harmless}`);
});

it("keeps the end of a name that is too long, so that it ends as it did", () => {
  const key = incomingKey({ ...place, fileName: `${"x".repeat(900)}-7.jpg` });

  expect(key).toHaveLength("incoming/line-1/widget/".length + 200);
  expect(key.endsWith("x-7.jpg")).toBe(true);
});

it.each([
  ["..", "widget"],
  ["line/2", "widget"],
  ["line-1", ""],
  ["line-1", "\x24{filename}"],
])("refuses the line %j with the recipe %j", (line, recipe) => {
  expect(() => incomingKey({ line, recipe, fileName: "1.jpg" })).toThrow(
    expect.objectContaining({ code: "invalid-input" }),
  );
});

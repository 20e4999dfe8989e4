import sharp from "sharp";
import { expect, it } from "vitest";
import { extensionFor } from "./extension-for.ts";

it.each([
  ["jpeg", "jpg"],
  ["png", "png"],
  ["webp", "webp"],
  ["tiff", "tif"],
  ["gif", "bin"],
] as const)("a %s is stored as .%s, judged by its content", async (format, extension) => {
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background: "#888" } });

  const bytes = await image.toFormat(format).toBuffer();

  expect(extensionFor(bytes)).toBe(extension);
});

it("what is no image at all, or nothing, is stored as .bin", () => {
  const extensions = [Buffer.alloc(0), Buffer.from("PK\x03\x04"), Buffer.from("RIFF....WAVE")].map(
    extensionFor,
  );

  expect(extensions).toEqual(["bin", "bin", "bin"]);
});

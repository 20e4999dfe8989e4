import sharp from "sharp";
import { expect, it } from "vitest";
import { thumbnail } from "./thumbnail.ts";

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c86432" } });

it("a thumbnail is an upright WebP of the width asked for", async () => {
  const bytes = await photo(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();

  const small = await sharp(await thumbnail(bytes, 100)).metadata();

  expect(small).toMatchObject({ format: "webp", width: 100, height: 200 });
});

it("a photo smaller than the thumbnail is not blown up", async () => {
  const bytes = await photo(90, 80).png().toBuffer();

  const small = await sharp(await thumbnail(bytes, 320)).metadata();

  expect(small.width).toBe(90);
});

it("what is no photo has no thumbnail", async () => {
  await expect(thumbnail(Buffer.from("<svg/>"), 100)).rejects.toMatchObject({ reason: "unsupported-format" });
});

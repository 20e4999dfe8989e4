import sharp from "sharp";
import { expect, test } from "vitest";
import { photoForMail } from "./photo-for-mail.ts";

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#446688" } })
    .jpeg()
    .toBuffer();

test("a large photo is scaled to a width that a phone shows sharply, and keeps its shape", async () => {
  const scaled = await photoForMail(await photo(4000, 3000));

  expect(await sharp(scaled).metadata()).toMatchObject({ format: "jpeg", width: 1280, height: 960 });
});

test("the same photo gives the same bytes", async () => {
  const large = await photo(2000, 1500);

  expect(await photoForMail(large)).toEqual(await photoForMail(large));
});

test("a small photo, and one that cannot be read, goes as it is", async () => {
  const small = await photo(800, 600);
  const broken = Uint8Array.from([0xff, 0xd8, 1, 2, 3]);

  expect(await photoForMail(small)).toBe(small);
  expect(await photoForMail(broken)).toBe(broken);
});

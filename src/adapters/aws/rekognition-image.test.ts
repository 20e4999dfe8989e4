import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../simulator/random.ts";
import { CUSTOM_LABELS_LIMITS, LABELS_LIMITS, toRekognitionImage } from "./rekognition-image.ts";

function grayPhoto(width: number, height: number) {
  return { width, height, pixels: new Uint8Array(width * height * 3).fill(128), format: "png" as const };
}

/** Nothing compresses worse. */
function noisyPhoto(width: number, height: number) {
  const photo = grayPhoto(width, height);
  const random = seededRandom("noise", 1);
  for (let at = 0; at < photo.pixels.length; at++) photo.pixels[at] = random.next() * 256;
  return photo;
}

const size = async (jpeg: Uint8Array) => {
  const { format, width, height } = await sharp(jpeg).metadata();
  return { format, width, height };
};

/** The service's answer for something that fills the given part of the picture it was sent. */
const answered = (Left: number, Top: number, Width: number, Height: number) => ({ Left, Top, Width, Height });

describe("a photo for Rekognition", () => {
  test("is sent as large as it is where the service takes it, and boxes are the service's", async () => {
    const image = await toRekognitionImage(grayPhoto(640, 480), LABELS_LIMITS);

    expect(await size(image.jpeg)).toEqual({ format: "jpeg", width: 640, height: 480 });
    expect(image.toPhoto(answered(0.25, 0.5, 0.5, 0.25))).toEqual({
      left: 0.25,
      top: 0.5,
      width: 0.5,
      height: 0.25,
    });
  });

  test("is scaled down to the longest side that is taken, and keeps its shape", async () => {
    const image = await toRekognitionImage(grayPhoto(8_192, 2_048), CUSTOM_LABELS_LIMITS);

    expect(await size(image.jpeg)).toEqual({ format: "jpeg", width: 4_096, height: 1_024 });
    expect(image.toPhoto(answered(0.5, 0, 0.5, 1))).toEqual({ left: 0.5, top: 0, width: 0.5, height: 1 });
  });

  test("is scaled down until it has no more bytes than are taken", async () => {
    const limits = { ...CUSTOM_LABELS_LIMITS, maxBytes: 200_000 };

    const { jpeg } = await toRekognitionImage(noisyPhoto(1_200, 800), limits);

    expect(jpeg.length).toBeLessThanOrEqual(200_000);
    expect(jpeg.length).toBeGreaterThan(100_000);
    const { width, height } = await size(jpeg);
    expect(width / height).toBeCloseTo(1.5, 2);
  });

  test("that is too narrow gets its edge continued, and boxes are those of the photo itself", async () => {
    const image = await toRekognitionImage(grayPhoto(4_000, 100), LABELS_LIMITS);

    expect(await size(image.jpeg)).toEqual({ format: "jpeg", width: 4_000, height: 200 });
    // The photo fills rows 50 to 150 of 200.
    expect(image.toPhoto(answered(0.5, 0.25, 0.25, 0.5))).toEqual({
      left: 0.5,
      top: 0,
      width: 0.25,
      height: 1,
    });
    expect(image.toPhoto(answered(0.5, 0, 0.25, 0.5))).toEqual({
      left: 0.5,
      top: 0,
      width: 0.25,
      height: 0.5,
    });
  });

  test("knows nothing of what was seen only in the continued edge", async () => {
    const image = await toRekognitionImage(grayPhoto(4_000, 100), LABELS_LIMITS);

    expect(image.toPhoto(answered(0.1, 0, 0.2, 0.2))).toBeUndefined();
    expect(image.toPhoto({})).toBeUndefined();
  });

  test("never gets a box that reaches out of it", async () => {
    const image = await toRekognitionImage(grayPhoto(640, 480), LABELS_LIMITS);

    expect(image.toPhoto(answered(-0.1, 0.9, 0.2, 0.2))).toEqual({
      left: 0,
      top: 0.9,
      width: 0.1,
      height: expect.closeTo(0.1, 9),
    });
  });

  test("of which an area is asked is cut to whole pixels inside of it, and boxes are in the whole photo", async () => {
    const area = { left: 0.1004, top: 0.2, width: 0.5, height: 0.5 };

    const image = await toRekognitionImage(grayPhoto(1_000, 500), LABELS_LIMITS, area);

    expect(await size(image.jpeg)).toEqual({ format: "jpeg", width: 499, height: 250 });
    expect(image.toPhoto(answered(0, 0, 1, 1))).toEqual({ left: 0.101, top: 0.2, width: 0.499, height: 0.5 });
  });

  test("sends at least the fewest pixels that are taken, also for an area of a single one", async () => {
    const image = await toRekognitionImage(grayPhoto(100, 100), LABELS_LIMITS, {
      left: 0.995,
      top: 0.995,
      width: 0.001,
      height: 0.001,
    });

    expect(await size(image.jpeg)).toEqual({ format: "jpeg", width: 80, height: 80 });
    expect(image.toPhoto(answered(0, 0, 1, 1))).toEqual({ left: 0.99, top: 0.99, width: 0.01, height: 0.01 });
  });
});

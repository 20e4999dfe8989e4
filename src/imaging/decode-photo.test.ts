import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { UnusablePhotoError } from "../domain/errors.ts";
import { readingFailed } from "./check-photo.ts";
import { DEFAULT_PHOTO_LIMITS, decodePhoto } from "./decode-photo.ts";

const ORANGE = { r: 200, g: 100, b: 50 };

function plain(width = 100, height = 90): Sharp {
  return sharp({ create: { width, height, channels: 3, background: ORANGE } });
}

/** A photo with texture, so that cutting its file cuts pixels. */
function grainy(): Sharp {
  const noise = { type: "gaussian", mean: 120, sigma: 40 } as const;
  return sharp({ create: { width: 120, height: 100, channels: 3, background: ORANGE, noise } });
}

async function reasonFor(bytes: Uint8Array, limits = DEFAULT_PHOTO_LIMITS): Promise<string> {
  const error: unknown = await decodePhoto(bytes, limits).catch((thrown: unknown) => thrown);
  return error instanceof UnusablePhotoError ? error.reason : `not refused: ${JSON.stringify(error)}`;
}

function firstPixel(photo: { pixels: Uint8Array }): number[] {
  return [...photo.pixels.subarray(0, 3)];
}

/** A small JPEG whose header claims another size. */
async function jpegClaiming(width: number, height: number): Promise<Buffer> {
  const bytes = await plain().jpeg().toBuffer();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

/** A small PNG whose header claims another size; libpng checks the header's CRC, so that is made right too. */
async function pngClaiming(width: number, height: number): Promise<Buffer> {
  const bytes = await plain().png().toBuffer();
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe("a usable photo", () => {
  it.each(["jpeg", "png", "webp", "tiff"] as const)("in %s becomes 8-bit RGB pixels", async (format) => {
    const bytes = await plain().toFormat(format).toBuffer();

    const photo = await decodePhoto(bytes);

    expect(photo).toMatchObject({ width: 100, height: 90, format });
    expect(photo.pixels.length).toBe(100 * 90 * 3);
    expect(Math.max(...firstPixel(photo).map((c, i) => Math.abs(c - ([200, 100, 50][i] ?? 0))))).toBeLessThan(
      4,
    );
  });

  it.each([
    ["16-bit PNG", () => plain().toColourspace("rgb16").png(), [200, 100, 50]],
    ["16-bit gray PNG", () => plain().toColourspace("grey16").png(), [128, 128, 128]],
    ["gray JPEG", () => plain().toColourspace("b-w").jpeg(), [128, 128, 128]],
    ["palette PNG", () => plain().png({ palette: true }), [200, 100, 50]],
    ["CMYK JPEG", () => plain().toColourspace("cmyk").jpeg({ quality: 95 }), [199, 94, 21]],
    ["PNG with a Display P3 profile", () => plain().withIccProfile("p3").png(), [200, 100, 50]],
    ["TIFF in Lab", () => plain().toColourspace("lab").tiff({ compression: "lzw" }), [200, 100, 50]],
  ])("as %s is converted to sRGB with three channels", async (_name, make, expected) => {
    const bytes = await make().toBuffer();

    const photo = await decodePhoto(bytes);

    expect(photo.pixels.length).toBe(100 * 90 * 3);
    for (const [channel, value] of firstPixel(photo).entries()) {
      expect(Math.abs(value - (expected[channel] ?? 0))).toBeLessThanOrEqual(2);
    }
  });

  it("with transparency is laid on white", async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const bytes = await sharp({ create: { width: 80, height: 80, channels: 4, background } })
      .png()
      .toBuffer();

    const photo = await decodePhoto(bytes);

    expect(firstPixel(photo)).toEqual([255, 255, 255]);
  });

  it.each(["webp", "tiff"] as const)("of several frames in %s gives its first", async (format) => {
    const black = await sharp({ create: { width: 100, height: 90, channels: 3, background: "#000" } }).png();
    const frames = [await plain().png().toBuffer(), await black.toBuffer()];
    const bytes = await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer();

    const photo = await decodePhoto(bytes);

    expect([photo.width, photo.height]).toEqual([100, 90]);
    expect(firstPixel(photo)[0]).toBeGreaterThan(150);
  });

  it("with more bytes after its end is read all the same, as phones append videos", async () => {
    const bytes = Buffer.concat([await plain().jpeg().toBuffer(), Buffer.alloc(500, 7)]);

    const photo = await decodePhoto(bytes);

    expect(photo.width).toBe(100);
  });
});

describe("a photo's EXIF orientation is honored", () => {
  it.each([
    [1, "red", "green"],
    [2, "green", "red"],
    [3, "white", "blue"],
    [4, "blue", "white"],
    [5, "red", "blue"],
    [6, "blue", "red"],
    [7, "white", "green"],
    [8, "green", "white"],
  ])("when it is %i: %s is at the top left, %s at the top right", async (orientation, topLeft, topRight) => {
    const colors: Record<string, number[]> = {
      red: [255, 0, 0],
      green: [0, 255, 0],
      blue: [0, 0, 255],
      white: [255, 255, 255],
    };
    const quarter = (color: string, left: number, top: number) => {
      const [r = 0, g = 0, b = 0] = colors[color] ?? [];
      return {
        input: { create: { width: 60, height: 40, channels: 3, background: { r, g, b } } },
        left,
        top,
      } as const;
    };
    const stored = await plain(120, 80)
      .composite([
        quarter("red", 0, 0),
        quarter("green", 60, 0),
        quarter("blue", 0, 40),
        quarter("white", 60, 40),
      ])
      .withMetadata({ orientation })
      .png()
      .toBuffer();

    const photo = await decodePhoto(stored);

    const last = (photo.width - 1) * 3;
    expect([photo.width, photo.height]).toEqual(orientation < 5 ? [120, 80] : [80, 120]);
    expect(firstPixel(photo)).toEqual(colors[topLeft]);
    expect([...photo.pixels.subarray(last, last + 3)]).toEqual(colors[topRight]);
  });
});

describe("a file that is no usable photo is refused", () => {
  it.each([
    ["a zip renamed .jpg", Buffer.from("PK\x03\x04 and so on", "latin1"), "not-an-image"],
    ["a PDF", Buffer.from("%PDF-1.7 and so on"), "not-an-image"],
    ["a text", Buffer.from("no picture at all"), "not-an-image"],
    ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00", "latin1"), "unsupported-format"],
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "unsupported-format"],
    ["an SVG after a declaration", Buffer.from('<?xml version="1.0"?>\n<svg/>'), "unsupported-format"],
    ["a HEIC", Buffer.from("\0\0\0\x18ftypheic", "latin1"), "unsupported-format"],
    ["a Canon raw file", Buffer.from("II*\0\x10\0\0\0CR\x02\0", "latin1"), "unsupported-format"],
    ["0 bytes", Buffer.alloc(0), "empty"],
    ["only the first bytes of a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "corrupt"],
  ])("%s", async (_name, bytes, reason) => {
    expect(await reasonFor(bytes)).toBe(reason);
  });

  it.each([
    ["jpeg", () => grainy().jpeg()],
    ["progressive jpeg", () => grainy().jpeg({ progressive: true })],
    ["png", () => grainy().png()],
    ["webp", () => grainy().webp()],
    ["tiff", () => grainy().tiff()],
  ])("when its %s is cut off anywhere, instead of being half decoded", async (_name, make) => {
    const whole = await make().toBuffer();

    const reasons = await Promise.all(
      [0.1, 0.5, 0.9, 0.99].map((share) => reasonFor(whole.subarray(0, Math.floor(whole.length * share)))),
    );

    expect(reasons).toEqual(["corrupt", "corrupt", "corrupt", "corrupt"]);
  });

  it("when its PNG was altered", async () => {
    const bytes = await grainy().png().toBuffer();
    bytes.fill(0xa7, 5000, 5020);

    expect(await reasonFor(bytes)).toBe("corrupt");
  });

  it.each([
    ["jpeg", jpegClaiming],
    ["png", pngClaiming],
  ])("from its header alone when its %s claims 50,000 × 50,000 px", async (_name, claiming) => {
    const bomb = await claiming(50_000, 50_000);
    const rssBefore = process.memoryUsage.rss();
    const start = performance.now();

    const reason = await reasonFor(bomb);

    expect(reason).toBe("too-many-pixels");
    expect(performance.now() - start).toBeLessThan(200);
    expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(50_000_000);
  });

  it("when it has more bytes than allowed, without being read", async () => {
    const huge = Buffer.alloc(200_000_000);

    expect(await reasonFor(huge)).toBe("too-many-bytes");
  });

  it.each([
    ["79 px wide", () => jpegClaiming(79, 200), "too-small"],
    ["21 times as long as wide", () => jpegClaiming(2100, 100), "extreme-aspect"],
    ["21 times as high as wide", () => jpegClaiming(100, 2100), "extreme-aspect"],
  ])("when it is %s", async (_name, make, reason) => {
    expect(await reasonFor(await make())).toBe(reason);
  });

  it("with a message that says what was expected, what came and what to do", async () => {
    const bytes = await plain(60, 300).png().toBuffer();

    await expect(decodePhoto(bytes)).rejects.toThrow(
      "Expected at least 80 px a side; the photo is 60 × 300 px. Hand in the full photo.",
    );
  });
});

describe("the limits", () => {
  it("let pass what lies exactly on them", async () => {
    const bytes = await plain(1600, 80).png().toBuffer();

    const photo = await decodePhoto(bytes, {
      ...DEFAULT_PHOTO_LIMITS,
      maxPixels: 1600 * 80,
      maxBytes: bytes.length,
    });

    expect(photo.width).toBe(1600);
  });
});

it("a machine out of memory does not condemn the photo", () => {
  const failure = readingFailed("jpeg", new Error("vips: out of memory -- size == 286MB"));

  expect(failure).toMatchObject({ code: "overloaded", retryable: true });
});

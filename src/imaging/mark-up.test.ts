import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Box } from "../domain/detection.ts";
import { encodeLevels } from "../domain/heat-map.ts";
import type { Finding, FindingState } from "../domain/inspection.ts";
import type { DecodedPhoto } from "../domain/photo.ts";
import { drawMarkUp, type MarkUp, markUp } from "./mark-up.ts";

const STATES: readonly FindingState[] = ["present", "missing", "extra", "misplaced", "uncertain"];
const MIDDLE: Box = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };

function grayPhoto(width: number, height: number, value = 128): DecodedPhoto {
  return { width, height, pixels: new Uint8Array(width * height * 3).fill(value), format: "jpeg" };
}

function content(given: Partial<MarkUp> = {}): MarkUp {
  return {
    verdict: "fail",
    title: "Block with four screws",
    recipe: { id: "screws-block", version: 3 },
    at: "2026-01-02T03:04:05.678Z",
    serial: "SN-0004711",
    line: "line-2",
    inspectionId: "01JDCZ5W8Z6T5M3W7Q9K2N4R8B",
    findings: [finding("missing", { boxes: [], seen: 0 })],
    detections: [],
    reasons: [],
    ...given,
  };
}

function finding(state: FindingState, given: Partial<Finding> = {}): Finding {
  return { label: "screw", state, expected: 1, seen: 1, unsure: 0, place: MIDDLE, boxes: [MIDDLE], ...given };
}

/** The photo's own rows of what is drawn. */
async function drawnPhoto(photo: DecodedPhoto, given: MarkUp): Promise<Uint8Array> {
  const { canvas, photoTop } = await drawMarkUp(photo, given);
  const start = photoTop * photo.width * 3;
  return canvas.pixels.slice(start, start + photo.pixels.length);
}

function hasColor(pixels: Uint8Array, [red, green, blue]: readonly [number, number, number]): boolean {
  for (let at = 0; at < pixels.length; at += 3) {
    if (pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue) return true;
  }
  return false;
}

describe("the analyzed photo", () => {
  it("is a JPEG as wide as the photo, with room added for banner and list", async () => {
    const bytes = await markUp(grayPhoto(640, 480), content());

    const { format, width, height } = await sharp(bytes).metadata();
    expect([format, width]).toEqual(["jpeg", 640]);
    expect(height).toBeGreaterThan(480 + 60);
    expect(height).toBeLessThan(480 * 1.5);
  });

  it("shows a wrong text as wrong where it was read, and not as present", async () => {
    const line = { text: "CB-2", confidence: 0.9, box: MIDDLE };
    const wrong = finding("missing", {
      name: "label, text",
      text: { expected: "serial CB-1", lines: [line] },
    });

    const [asText, asPart] = await Promise.all(
      [wrong, finding("missing", { seen: 0 })].map((given) =>
        drawnPhoto(grayPhoto(640, 480), content({ findings: [given] })),
      ),
    );

    expect([asText, asPart].map((pixels) => hasColor(pixels ?? new Uint8Array(), [0, 158, 115]))).toEqual([
      false,
      true,
    ]);
    expect(hasColor(asText ?? new Uint8Array(), [190, 75, 0])).toBe(true);
  });

  it("lays a heat map below the marks", async () => {
    const heatMap = {
      label: "screw",
      rows: 1,
      columns: 1,
      unusualFrom: 9,
      levels: encodeLevels(Uint8Array.of(255)),
    };
    const given = content({ findings: [finding("extra", { place: undefined })] });

    const [plain, hot] = await Promise.all([
      drawnPhoto(grayPhoto(200, 200), given),
      drawnPhoto(grayPhoto(200, 200), { ...given, heatMap }),
    ]);

    const mark = [204, 121, 167] as const;
    expect([hasColor(plain, mark), hasColor(hot, mark)]).toEqual([true, true]);
    expect([hasColor(plain, [128, 128, 128]), hasColor(hot, [128, 128, 128])]).toEqual([true, false]);
  });

  it("keeps every pixel of the photo outside the marks", async () => {
    const photo = grayPhoto(600, 600);
    for (let at = 0; at < photo.pixels.length; at++) photo.pixels[at] = (at * 31) % 251;

    const drawn = await drawnPhoto(photo, content());

    const changed = (x: number, y: number) => drawn[(y * 600 + x) * 3] !== photo.pixels[(y * 600 + x) * 3];
    for (let y = 0; y < 600; y++) {
      for (let x = 0; x < 600; x++) {
        const isNearMark = x > 230 && x < 420 && y > 205 && y < 370;
        if (!isNearMark && changed(x, y)) expect.fail(`the pixel at ${x}, ${y} was changed`);
      }
    }
    expect(changed(238, 300) || changed(239, 300)).toBe(true);
  });

  it("leaves the decoded photo as it was", async () => {
    const photo = grayPhoto(300, 300);

    await markUp(photo, content({ findings: STATES.map((state) => finding(state)) }));

    expect(photo.pixels.every((value) => value === 128)).toBe(true);
  });

  it("starts on a row where the photo's JPEG blocks stay what they are without a banner", async () => {
    const { photoTop } = await drawMarkUp(grayPhoto(600, 400), content());

    expect(photoTop % 16).toBe(0);
  });

  it("is the same every time", async () => {
    const [first, second] = [
      await markUp(grayPhoto(320, 240), content()),
      await markUp(grayPhoto(320, 240), content()),
    ];

    expect(Buffer.compare(first, second)).toBe(0);
  });

  it("is right when many are made at once", async () => {
    const shades = [10, 60, 110, 160, 210];

    const analyzed = await Promise.all(shades.map((shade) => markUp(grayPhoto(320, 240, shade), content())));

    const seen = await Promise.all(
      analyzed.map(async (bytes) => {
        const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
        return data[((info.height >> 1) * info.width + 5) * 3] ?? 0;
      }),
    );
    expect(seen.map((value, index) => Math.abs(value - (shades[index] ?? 0)) < 4)).not.toContain(false);
  });
});

describe("each finding", () => {
  it("is told apart by its line even where colors look alike", async () => {
    const outlines = await Promise.all(
      STATES.map(async (state) => {
        const drawn = await drawnPhoto(
          grayPhoto(600, 600),
          content({ findings: [withoutPlace(finding(state, { label: "x" }))] }),
        );
        // Left edge of the mark: where along it is a line drawn at all?
        const column = Array.from({ length: 110 }, (_, i) =>
          [236, 237, 238, 239, 242, 243].map((x) => drawn[((245 + i) * 600 + x) * 3] === 128),
        );
        return JSON.stringify(column);
      }),
    );

    // A missing part without a place but with a box shows what is there, drawn as present.
    expect(new Set(outlines).size).toBe(STATES.length - 1);
  });

  it.each([
    ["present", [0, 158, 115]],
    ["missing", [190, 75, 0]],
    ["extra", [204, 121, 167]],
    ["misplaced", [86, 180, 233]],
    ["uncertain", [240, 228, 66]],
  ] as const)("that is %s has its own color on the photo", async (state, color) => {
    const drawn = await drawnPhoto(grayPhoto(400, 400), content({ findings: [finding(state)] }));

    expect(hasColor(drawn, color)).toBe(true);
  });

  it("that is missing at a known place is crossed out there", async () => {
    const drawn = await drawnPhoto(grayPhoto(600, 600), content());

    const center = (300 * 600 + 300) * 3;
    expect([...drawn.subarray(center, center + 3)]).not.toEqual([128, 128, 128]);
  });

  it("that is missing without a known place is listed below and leaves the photo alone", async () => {
    const without = content({ findings: [withoutPlace(finding("missing", { boxes: [], seen: 0 }))] });

    const { canvas, photoTop } = await drawMarkUp(grayPhoto(400, 300), without);

    const footer = canvas.pixels.subarray((photoTop + 300) * 400 * 3);
    const photo = canvas.pixels.subarray(photoTop * 400 * 3, (photoTop + 300) * 400 * 3);
    expect(hasColor(footer, [190, 75, 0])).toBe(true);
    expect(photo.every((value) => value === 128)).toBe(true);
  });

  it("may lie on the very edge of the photo", async () => {
    const edges: Box[] = [
      { left: 0, top: 0, width: 1, height: 1 },
      { left: 0.999, top: 0.999, width: 0.001, height: 0.001 },
      { left: 0, top: 0, width: 1e-9, height: 1e-9 },
    ];

    const findings = STATES.flatMap((state) =>
      edges.map((box) => finding(state, { boxes: [box], place: box })),
    );

    await expect(markUp(grayPhoto(200, 150), content({ findings }))).resolves.toBeInstanceOf(Uint8Array);
  });
});

describe("sizes", () => {
  it.each([
    [80, 80],
    [80, 1600],
    [300, 200],
    [1600, 80],
    [4000, 3000],
    [10_000, 500],
    [500, 10_000],
  ])("of %i × %i px get a banner that takes a bearable share", async (width, height) => {
    const { canvas } = await drawMarkUp(grayPhoto(width, height), content());

    expect(canvas.width).toBe(width);
    expect(canvas.height - height).toBeLessThan(Math.max(200, height * 0.65));
  });
});

describe("hostile content", () => {
  const hostile = `<script>alert("x")</script>&'\u0000\u202e\n🙂${"W".repeat(200)}`;

  it("is drawn within the image, whatever text it holds", async () => {
    const all = content({
      title: hostile,
      serial: hostile,
      line: hostile,
      inspectionId: hostile,
      at: hostile,
      recipe: { id: hostile, version: 1 },
      reasons: [hostile, hostile],
      findings: STATES.map((state) => finding(state, { label: hostile, name: hostile })),
    });

    const sizes = await Promise.all([80, 300, 1000].map((width) => drawMarkUp(grayPhoto(width, width), all)));

    expect(sizes.map(({ canvas }) => canvas.width)).toEqual([80, 300, 1000]);
  });

  it("of thousands of findings and detections is bounded in time and height", async () => {
    const box = (index: number): Box => ({
      left: (index % 97) / 100,
      top: (index % 89) / 100,
      width: 0.02,
      height: 0.02,
    });
    const findings = Array.from({ length: 5000 }, (_, i) =>
      finding("extra", { name: `part ${i}`, boxes: [box(i)] }),
    );
    const start = performance.now();

    const { canvas } = await drawMarkUp(grayPhoto(800, 600), content({ findings }));

    expect(canvas.height).toBeLessThan(600 * 1.7);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

function withoutPlace({ place: _, ...rest }: Finding): Finding {
  return rest;
}

import sharp from "sharp";
import { ulid } from "ulid";
import { createMemoryPlatform } from "../../src/adapters/memory/memory-platform.ts";
import type { RecognizerScript } from "../../src/adapters/memory/memory-recognizer.ts";
import type { PrintedText } from "../../src/adapters/memory/memory-text-reader.ts";
import type { Detection } from "../../src/domain/detection.ts";
import { parseRecipe } from "../../src/domain/recipe.ts";
import type { Platform } from "../../src/flow/platform.ts";
import type { Submission } from "../../src/flow/receive-image.ts";
import { DEFAULT_PHOTO_LIMITS } from "../../src/imaging/decode-photo.ts";

/** The flow on memory adapters, with real imaging and a recognizer that sees what a test says. */
export function createTestPlatform(
  options: { recognize?: RecognizerScript; printed?: PrintedText; maxWaiting?: number } = {},
) {
  const memory = createMemoryPlatform({
    recognize: options.recognize ?? (() => screws(4)),
    ...(options.printed ? { printed: options.printed } : {}),
  });
  const clock = { at: new Date("2026-03-01T08:00:00Z") };
  const platform: Platform = {
    ...memory,
    recognizers: { embedded: memory.recognizer },
    now: () => new Date(clock.at),
    newId: () => ulid(),
    settings: {
      photoLimits: DEFAULT_PHOTO_LIMITS,
      maxWaiting: options.maxWaiting ?? 100,
      leaseMs: 60_000,
      baseUrl: "http://127.0.0.1:8080",
      reader: { language: "en", timeZone: "UTC" },
    },
  };
  return {
    memory,
    platform,
    /** Let time pass. */
    wait(ms: number) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  };
}

export const fourScrews = parseRecipe({
  id: "block",
  version: 1,
  title: "Block with four screws",
  recognizer: { kind: "embedded", model: "screws" },
  parts: [{ label: "screw", count: 4 }],
  fileName: "{serial}.jpg",
  notify: { to: ["quality@example.com"] },
});

export function screws(count: number, confidence = 0.9): Detection[] {
  return Array.from({ length: count }, (_, i) => ({
    label: "screw",
    confidence,
    box: { left: 0.1 + i * 0.2, top: 0.4, width: 0.1, height: 0.1 },
  }));
}

/** Four screws, one of which may as well be none: the verdict is review. */
export function unsureOfOne(): Detection[] {
  return screws(4).map((screw, i) => (i === 3 ? { ...screw, confidence: 0.5 } : screw));
}

/** A small real JPEG; another `shade` is another photo. */
export function jpeg(shade = 128): Promise<Uint8Array> {
  const background = { r: shade, g: shade, b: shade };
  return sharp({ create: { width: 120, height: 90, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

export async function submission(over: Partial<Submission> = {}): Promise<Submission> {
  return {
    recipeId: "block",
    sourceKey: "test:SN1.jpg",
    source: { fileName: "SN1.jpg", line: "line-1" },
    photo: await jpeg(),
    extension: "jpg",
    ...over,
  };
}

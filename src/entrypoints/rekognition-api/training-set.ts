import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { extensionFor } from "../../imaging/extension-for.ts";
import type { ObjectReader, ObjectRef } from "../../ports/object-reader.ts";
import type { LabelledPhoto } from "../../recognition/labelled-photo.ts";
import { readLabels } from "../../recognition/labels/read-labels.ts";
import { createRandom } from "../../recognition/random.ts";
import type { Asset } from "./version-details.ts";

const MOST_MANIFEST_BYTES = 10 * 1024 * 1024;
const MOST_PHOTO_BYTES = 15 * 1024 * 1024;
/** A lesson takes up to 200, and a fifth more may be kept back to test it. */
const MOST_PHOTOS = 250;
const TEST_SHARE = 0.2;

const lineSchema = z.looseObject({
  "source-ref": z.string().regex(/^s3:\/\/[^/]+\/.+$/s, "s3://bucket/key"),
});

/**
 * Fetches a Ground Truth manifest and its photos into a folder, and reads them.
 * @param onPhoto told how many of how many photos are there
 * @throws PartproofError that names the manifest, and the line where it is at fault
 */
export async function fetchLabelledPhotos(
  { GroundTruthManifest: { S3Object } }: Asset,
  folder: string,
  objects: ObjectReader,
  onPhoto: (done: number, of: number) => void,
): Promise<LabelledPhoto[]> {
  const manifest = `s3://${S3Object.Bucket}/${S3Object.Name}`;
  const ref = { bucket: S3Object.Bucket, key: S3Object.Name, version: S3Object.Version };
  const text = new TextDecoder().decode(await objects.read(ref, MOST_MANIFEST_BYTES));
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const count = lines.filter((line) => line.trim() !== "").length;
  if (count > MOST_PHOTOS) {
    throw new PartproofError(
      "invalid-input",
      `${manifest}: expected at most ${MOST_PHOTOS} photos, got ${count}.`,
    );
  }
  await mkdir(folder, { recursive: true });
  const local: string[] = [];
  let done = 0;
  for (const [index, line] of lines.entries()) {
    // Empty ones stay, so that the numbers of lines in messages are those of the manifest.
    if (line.trim() === "") local.push("");
    else {
      local.push(await fetchLine(line, index, { manifest, folder, objects }));
      onPhoto(++done, count);
    }
  }
  const path = join(folder, "local.manifest");
  await writeFile(path, local.join("\n"));
  try {
    return await readLabels({ format: "manifest", path, imagesDir: folder });
  } catch (error) {
    throw withoutFolder(error, path, manifest);
  }
}

/** The same line, its photo named as it now lies here: two buckets may hold the same key. */
async function fetchLine(
  line: string,
  index: number,
  from: { manifest: string; folder: string; objects: ObjectReader },
): Promise<string> {
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success) {
    const message = `${from.manifest}: line ${index + 1}: expected a JSON object whose source-ref is s3://bucket/key.`;
    throw new PartproofError("invalid-input", message, { cause: parsed.error });
  }
  const photo = await from.objects.read(refOf(parsed.data["source-ref"]), MOST_PHOTO_BYTES);
  const name = `line-${index + 1}.${extensionFor(photo)}`;
  await writeFile(join(from.folder, name), photo);
  return JSON.stringify({ ...parsed.data, "source-ref": name });
}

/**
 * Keeps about a fifth of the photos back for a test, as the service does, but never the last one that shows a label.
 * @throws PartproofError `invalid-input` when none can be kept back
 */
export function splitForTest(photos: readonly LabelledPhoto[]): {
  teach: LabelledPhoto[];
  test: LabelledPhoto[];
} {
  const random = createRandom(1);
  const shuffled = photos.map((photo) => ({ photo, at: random.next() })).sort((a, b) => a.at - b.at);
  const wanted = Math.max(1, Math.round(photos.length * TEST_SHARE));
  let teach = [...photos];
  const test: LabelledPhoto[] = [];
  for (const { photo } of shuffled) {
    const others = teach.filter((other) => other !== photo);
    const shown = new Set(others.flatMap(({ boxes }) => boxes.map(({ label }) => label)));
    if (test.length >= wanted || !photo.boxes.every(({ label }) => shown.has(label))) continue;
    test.push(photo);
    teach = others;
  }
  if (test.length === 0 || teach.length === 0) {
    const message =
      "Too few photos to keep one back for a test: expected each label in at least 2. Name a test manifest instead.";
    throw new PartproofError("invalid-input", message);
  }
  return { teach, test };
}

function refOf(source: string): ObjectRef {
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(source) ?? [];
  return { bucket, key };
}

/** A client knows its manifest, and has no business with our folders. */
function withoutFolder(error: unknown, path: string, manifest: string): unknown {
  if (!(error instanceof PartproofError)) return error;
  return new PartproofError(error.code, error.message.replaceAll(path, manifest), { cause: error });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

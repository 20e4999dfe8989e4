import { PartproofError } from "../domain/errors.ts";
import type { ImageKey, StoredImage } from "../ports/image-store.ts";

const KEY = /^([0-9a-f]{2})\/\1[0-9a-f]{62}\.[a-z0-9]{1,8}$/;
const EXTENSION = /^[a-z0-9]{1,8}$/;

/** Handed in this recently, a photo is not removed: its receipt may be about to be written. */
export const JUST_HANDED_IN_MS = 60 * 60 * 1000;

/** A key may come from a URL: only its exact shape ever becomes a path. @throws PartproofError `invalid-input` */
export function checkPhotoKey(key: ImageKey): void {
  if (KEY.test(key)) return;
  throw new PartproofError(
    "invalid-input",
    "This is not the key of a photo; expected ab/<SHA-256 in hex>.<extension>.",
  );
}

/** @throws PartproofError `invalid-input` */
export function checkPhotoExtension(extension: string): void {
  if (EXTENSION.test(extension)) return;
  throw new PartproofError("invalid-input", `"${extension}" cannot be the extension of a photo.`);
}

/** Content with its name: the same bytes always get the same key. */
export function describePhoto(sha256: string, bytes: number, extension: string): StoredImage {
  checkPhotoExtension(extension);
  return { key: `${sha256.slice(0, 2)}/${sha256}.${extension}`, sha256, bytes };
}

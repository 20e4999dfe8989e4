import type { PhotoFormat } from "../domain/photo.ts";

/** What the first bytes say a file is; names and declared types are never believed. */
export type SniffedFormat =
  | { kind: "photo"; format: PhotoFormat }
  | { kind: "other-image"; name: string }
  | { kind: "not-an-image"; name: string };

type Signature = { at: number; text: string };

const PHOTOS: readonly [PhotoFormat, ...Signature[]][] = [
  ["jpeg", { at: 0, text: "\xff\xd8\xff" }],
  ["png", { at: 0, text: "\x89PNG\r\n\x1a\n" }],
  ["webp", { at: 0, text: "RIFF" }, { at: 8, text: "WEBP" }],
  ["tiff", { at: 0, text: "II*\0" }],
  ["tiff", { at: 0, text: "MM\0*" }],
  ["tiff", { at: 0, text: "II+\0" }],
  ["tiff", { at: 0, text: "MM\0+" }],
];

/** Images that decode elsewhere but are refused here, each by its everyday name. */
const OTHER_IMAGES: readonly [string, ...Signature[]][] = [
  // A Canon raw file is a TIFF whose first page is a small preview: inspecting that would miss things.
  ["Canon raw", { at: 0, text: "II*\0" }, { at: 8, text: "CR" }],
  ["GIF", { at: 0, text: "GIF8" }],
  ["BMP", { at: 0, text: "BM" }, { at: 6, text: "\0\0\0\0" }],
  ["HEIC", { at: 4, text: "ftyphei" }],
  ["HEIC", { at: 4, text: "ftyphev" }],
  ["HEIF", { at: 4, text: "ftypmif1" }],
  ["AVIF", { at: 4, text: "ftypavi" }],
  ["JPEG XL", { at: 0, text: "\xff\x0a" }],
  ["JPEG XL", { at: 4, text: "JXL " }],
  ["JPEG 2000", { at: 4, text: "jP  " }],
  ["Photoshop", { at: 0, text: "8BPS" }],
  ["icon", { at: 0, text: "\0\0\x01\0" }],
];

const OTHER_FILES: readonly [string, Signature][] = [
  ["ZIP archive", { at: 0, text: "PK" }],
  ["PDF document", { at: 0, text: "%PDF" }],
  ["gzip archive", { at: 0, text: "\x1f\x8b" }],
  ["program", { at: 0, text: "\x7fELF" }],
  ["program", { at: 0, text: "MZ" }],
  ["MP4 video", { at: 4, text: "ftyp" }],
];

/** Reads at most the first kilobyte. */
export function sniffFormat(bytes: Uint8Array): SniffedFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString("latin1");
  const matches = (signatures: readonly Signature[]) =>
    signatures.every(({ at, text }) => head.startsWith(text, at));
  for (const [name, ...signatures] of OTHER_IMAGES) {
    if (matches(signatures)) return { kind: "other-image", name };
  }
  for (const [format, ...signatures] of PHOTOS) {
    if (matches(signatures)) return { kind: "photo", format };
  }
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE svg|svg)/i.test(head) && /<svg/i.test(head)) {
    return { kind: "other-image", name: "SVG" };
  }
  const other = OTHER_FILES.find(([, signature]) => matches([signature]));
  return { kind: "not-an-image", name: other?.[0] ?? "file of an unknown kind" };
}

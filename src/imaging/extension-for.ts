import { sniffFormat } from "./sniff-format.ts";

const EXTENSIONS = { jpeg: "jpg", png: "png", webp: "webp", tiff: "tif" } as const;

export type PhotoExtension = (typeof EXTENSIONS)[keyof typeof EXTENSIONS] | "bin";

/** The extension to store a file under, from its content; `bin` for whatever is not one of our photo formats. */
export function extensionFor(bytes: Uint8Array): PhotoExtension {
  const sniffed = sniffFormat(bytes);
  return sniffed.kind === "photo" ? EXTENSIONS[sniffed.format] : "bin";
}

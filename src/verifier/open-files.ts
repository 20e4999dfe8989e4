import {
  BlobReader,
  configure,
  type FileEntry,
  Uint8ArrayWriter,
  ZipReader,
} from "@zip.js/zip.js/lib/zip-core-native.js";
import { MANIFEST_PATH } from "../domain/bundle.ts";
import type { BundleFiles } from "./bundle-files.ts";

// A worker would be a second script to load, which a page opened as a file may not do.
configure({ useWebWorkers: false });

/** A file that somebody chose, and its path from the folder that was chosen. */
export type ChosenFile = { path: string; file: File };

/**
 * The bundle in what somebody dropped or chose: one zip, or the files of a folder.
 * @throws Error when it is neither
 */
export async function openFiles(chosen: readonly ChosenFile[]): Promise<BundleFiles> {
  const [only] = chosen;
  if (only && chosen.length === 1 && only.file.name !== MANIFEST_PATH) return openZip(only.file);
  const manifest = chosen.find(({ file }) => file.name === MANIFEST_PATH);
  if (!manifest)
    throw new Error("There is no bundle.json in it. Drop the zip, or the whole folder it was unpacked to.");
  // Whatever folder was dropped: paths begin where bundle.json lies.
  const root = manifest.path.slice(0, manifest.path.length - MANIFEST_PATH.length);
  const files = new Map<string, File>();
  for (const { path, file } of chosen) if (path.startsWith(root)) files.set(path.slice(root.length), file);
  return {
    paths: [...files.keys()],
    async read(path) {
      const file = files.get(path);
      return file && new Uint8Array(await file.arrayBuffer());
    },
  };
}

async function openZip(file: Blob): Promise<BundleFiles> {
  const entries = new Map<string, FileEntry>();
  try {
    for (const entry of await new ZipReader(new BlobReader(file)).getEntries())
      if (!entry.directory) entries.set(entry.filename, entry);
  } catch (cause) {
    throw new Error("This file is no zip, or is damaged.", { cause });
  }
  return {
    paths: [...entries.keys()],
    async read(path) {
      const entry = entries.get(path);
      // Whether the bytes are right is for the hashes to say: a wrong checksum of the zip is no reason to stop.
      return entry?.getData(new Uint8ArrayWriter(), { checkSignature: false });
    },
  };
}

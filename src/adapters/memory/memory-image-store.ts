import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import type { ImageKey, ImageStore } from "../../ports/image-store.ts";

const KEY = /^([0-9a-f]{2})\/\1[0-9a-f]{62}\.[a-z0-9]{1,8}$/;

/** The port, and what tests need to play a vandal. */
export type MemoryImageStore = ImageStore & {
  keys(): ImageKey[];
  /** Change or (without content) remove what is stored under a key, as somebody with access to the disk could. */
  tamper(key: ImageKey, content?: Uint8Array): void;
};

/** Time does not pass in here: nothing counts as handed in within the hour before a removal. */
export function createMemoryImageStore(): MemoryImageStore {
  const photos = new Map<ImageKey, Uint8Array>();

  function find(key: ImageKey): Uint8Array | undefined {
    if (!KEY.test(key)) throw new PartproofError("invalid-input", "This is not the key of a photo.");
    return photos.get(key);
  }
  function mustFind(key: ImageKey): Uint8Array {
    const content = find(key);
    if (content === undefined) throw new PartproofError("not-found", `There is no photo ${key}.`);
    return content.slice();
  }

  return {
    async put(content, extension) {
      const bytes = await gather(content);
      const sha256 = await sha256Hex(bytes);
      const key = `${sha256.slice(0, 2)}/${sha256}.${extension}`;
      if (find(key) === undefined) photos.set(key, bytes);
      return { key, sha256, bytes: bytes.length };
    },
    async get(key) {
      return mustFind(key);
    },
    async *stream(key) {
      yield mustFind(key);
    },
    async remove(key) {
      find(key);
      return photos.delete(key);
    },
    keys: () => [...photos.keys()],
    tamper(key, content) {
      if (content === undefined) photos.delete(key);
      else photos.set(key, content);
    },
  };
}

async function gather(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content.slice();
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece.slice());
  return new Uint8Array(Buffer.concat(pieces));
}

import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import type { ImageKey, ImageStore } from "../../ports/image-store.ts";
import { checkPhotoKey, describePhoto } from "../photo-key.ts";

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
    checkPhotoKey(key);
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
      const image = describePhoto(await sha256Hex(bytes), bytes.length, extension);
      if (find(image.key) === undefined) photos.set(image.key, bytes);
      return image;
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

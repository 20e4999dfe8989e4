export type ImageKey = string;

/** Photos by content: the same bytes have the same key, are stored once and never change. */
export interface ImageStore {
  /**
   * Keep a photo, durably once the promise resolves. Streams, so that a file of any size fits in memory.
   * @param extension of the stored name, without dot, such as `jpg`; `bin` for what is not a photo
   * @returns its key, SHA-256 in hex and size in bytes
   */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, extension: string): Promise<StoredImage>;

  /** @throws PartproofError `not-found` */
  get(key: ImageKey): Promise<Uint8Array>;

  /** The bytes piece by piece, to hash or to send. @throws PartproofError `not-found` */
  stream(key: ImageKey): AsyncIterable<Uint8Array>;

  /**
   * Delete a photo. Only the evidence vault calls this, which knows whether it may go. A photo that was handed
   * in again within the hour before `now` stays: somebody is about to need it.
   * @returns whether it is gone because of this call
   */
  remove(key: ImageKey, now: Date): Promise<boolean>;
}

export type StoredImage = { key: ImageKey; sha256: string; bytes: number };

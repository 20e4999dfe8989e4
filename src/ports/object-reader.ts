/** Where an object of an object store lies. */
export type ObjectRef = { bucket: string; key: string; version?: string | undefined };

/** Reads single objects that a request names. */
export interface ObjectReader {
  /**
   * @param maxBytes more is not read
   * @throws PartproofError `not-found`, `forbidden`, `too-large`, or `unavailable` (worth a retry)
   */
  read(ref: ObjectRef, maxBytes: number): Promise<Uint8Array>;
}

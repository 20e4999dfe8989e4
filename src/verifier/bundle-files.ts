/** The files of a bundle, wherever they come from. Paths are those within the bundle, such as `photos/ab/….jpg`. */
export type BundleFiles = {
  paths: readonly string[];
  /** Nothing where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
};

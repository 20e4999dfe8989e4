/** `version` is derived from the content: the first 12 hex digits of the file's SHA-256. */
export type ModelInfo = { name: string; version: string; sha256: string; bytes: number; createdAt: string };

/** Taught models, one file each, never changed once stored. */
export interface ModelStore {
  put(name: string, content: Uint8Array, createdAt: string): Promise<ModelInfo>;
  /**
   * The given version, or the newest one.
   * @throws PartproofError `not-found`; `damaged` when the bytes no longer match their SHA-256
   */
  get(name: string, version?: string): Promise<{ info: ModelInfo; content: Uint8Array }>;
  info(name: string, version?: string): Promise<ModelInfo | undefined>;
  /** The newest version of each model, by name. */
  list(): Promise<ModelInfo[]>;
}

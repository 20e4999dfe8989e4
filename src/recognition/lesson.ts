import type { Evidence } from "./part-evidence.ts";

/** @param fraction 0 to 1, never falling @param stage what is being done, for a person to read */
export type TeachProgress = (fraction: number, stage: string) => void;

/** A model file, and what photos left out in turn showed; without evidence where none could be left out. */
export type Lesson = { file: Uint8Array; evidence?: Evidence };

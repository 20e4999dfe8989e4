import type { Teaching } from "../domain/lesson.ts";

/** What a running teaching says of itself. */
export type TeachingProgress = Pick<Teaching, "stage" | "fraction">;
export type TeachingEnd = Pick<Teaching, "state" | "message" | "version"> & {
  state: "done" | "failed" | "canceled";
};

/** The line of what is to be taught. One at a time runs, in all processes; the others wait. */
export interface TeachingStore {
  /** @throws PartproofError `conflict` when the lesson has one that is not over, or too many wait */
  add(teaching: Teaching): Promise<void>;
  get(id: string): Promise<Teaching | undefined>;
  /** Of one lesson, the newest first, at most {@link MOST_LISTED}. */
  list(lessonId: string): Promise<Teaching[]>;
  /**
   * Starts the one that waits longest, unless another runs. One that has said nothing since `silentSince` is taken as
   * interrupted: it fails.
   */
  claim(now: Date, silentSince: Date): Promise<Teaching | undefined>;
  /** @returns false when it is to stop: it was canceled, or taken as interrupted */
  report(id: string, progress: TeachingProgress, now: Date): Promise<boolean>;
  /** Ends a running one; one that is over already stays as it is. */
  end(id: string, end: TeachingEnd, now: Date): Promise<void>;
  /** One that waits or runs is over at once; the runner hears of it with its next report. @returns it as it is now */
  cancel(id: string, now: Date): Promise<Teaching | undefined>;
}

/** More lessons than can be taught in a day are a mistake. */
export const MOST_WAITING = 20;
export const MOST_LISTED = 50;
export const INTERRUPTED = "It was interrupted when the server stopped. Start it again.";

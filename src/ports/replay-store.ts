import type { Flip, Replay } from "../domain/replay.ts";

/** Replays and what they flip. They prove nothing and can be made again, so only the newest are kept. */
export interface ReplayStore {
  /** Adds a replay; the oldest ones beyond `keep` go, with their flips. */
  add(replay: Replay, keep: number): Promise<void>;
  /** How far it is or how it ended, with the flips found since; nothing happens to one that went meanwhile. */
  save(replay: Replay, flips: readonly Flip[]): Promise<void>;
  get(id: string): Promise<Replay | undefined>;
  /** Newest first. */
  list(): Promise<Replay[]>;
  remove(id: string): Promise<void>;
  /** In the order in which they were found. @param after how many to pass over */
  flips(id: string, page: { limit: number; after: number }): Promise<Flip[]>;
  flip(id: string, inspectionId: string): Promise<Flip | undefined>;
}

import type { ChainHead } from "../domain/evidence.ts";

/** How far the evidence was verified, so that the next check can go on from there. */
export interface Checkpoints {
  /** The last entry that was found as it was sealed; nothing before the first check. */
  verifiedThrough(): Promise<ChainHead | undefined>;
  /** Only ever forward: a long check of everything that ends after a newer, shorter one changes nothing. */
  advance(head: ChainHead): Promise<void>;
  /** The newest round, under way or ended; nothing before the first. */
  round(): Promise<Round | undefined>;
  /** Only ever forward, too: an older round, or one that did not come as far, changes nothing. */
  keepRound(round: Round): Promise<void>;
}

/** One check of everything from the start, which may take several runs. */
export type Round = {
  /** From 1. */
  number: number;
  /** The last entry that was checked in it; sequence 0 before the first. */
  through: ChainHead;
  /** Whether it came to the end. */
  ended: boolean;
};

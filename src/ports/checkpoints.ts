import type { ChainHead } from "../domain/evidence.ts";

/** How far the evidence was verified, so that the next check can go on from there. */
export interface Checkpoints {
  /** The last entry that was found as it was sealed; nothing before the first check. */
  verifiedThrough(): Promise<ChainHead | undefined>;
  /** Only ever forward: a long check of everything that ends after a newer, shorter one changes nothing. */
  advance(head: ChainHead): Promise<void>;
}

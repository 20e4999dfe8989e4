import type { ChainHead } from "../../domain/evidence.ts";
import type { Checkpoints, Round } from "../../ports/checkpoints.ts";

export function createMemoryCheckpoints(): Checkpoints {
  let through: ChainHead | undefined;
  let kept: Round | undefined;
  return {
    async verifiedThrough() {
      return through;
    },
    async advance(head) {
      if (through === undefined || head.sequence > through.sequence) through = { ...head };
    },
    async round() {
      return kept;
    },
    async keepRound(round) {
      if (kept === undefined || isLater(round, kept)) kept = { ...round, through: { ...round.through } };
    },
  };
}

function isLater(round: Round, kept: Round): boolean {
  if (round.number !== kept.number) return round.number > kept.number;
  return !kept.ended && round.through.sequence >= kept.through.sequence;
}

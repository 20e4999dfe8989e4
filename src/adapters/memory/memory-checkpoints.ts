import type { ChainHead } from "../../domain/evidence.ts";
import type { Checkpoints } from "../../ports/checkpoints.ts";

export function createMemoryCheckpoints(): Checkpoints {
  let through: ChainHead | undefined;
  return {
    async verifiedThrough() {
      return through;
    },
    async advance(head) {
      if (through === undefined || head.sequence > through.sequence) through = { ...head };
    },
  };
}

import type { KeptVerification, VerificationLog } from "../../ports/verification-log.ts";

export function createMemoryVerificationLog(): VerificationLog {
  let kept: KeptVerification | undefined;
  return {
    async keep(verification) {
      kept = structuredClone(verification);
    },
    async last() {
      return structuredClone(kept);
    },
  };
}

import type { Verdict } from "../../domain/inspection.ts";

/** What a script can rely on; also in docs/cli.md. */
export const EXIT = { allPass: 0, someNotPass: 1, usage: 2, couldNotRun: 3 } as const;

export function exitCodeFor(verdicts: Iterable<Verdict>): number {
  for (const verdict of verdicts) if (verdict !== "pass") return EXIT.someNotPass;
  return EXIT.allPass;
}

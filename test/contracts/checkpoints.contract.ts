import { describe, expect, test } from "vitest";
import type { Checkpoints } from "../../src/ports/checkpoints.ts";

export function describeCheckpointsContract(name: string, makeCheckpoints: () => Promise<Checkpoints>): void {
  describe(`the checkpoints ${name}`, () => {
    test("know of no entry before the first check", async () => {
      const checkpoints = await makeCheckpoints();

      expect(await checkpoints.verifiedThrough()).toBeUndefined();
    });

    test("remember how far the evidence was verified", async () => {
      const checkpoints = await makeCheckpoints();
      await checkpoints.advance({ sequence: 3, sha256: "a".repeat(64) });
      await checkpoints.advance({ sequence: 12, sha256: "b".repeat(64) });

      expect(await checkpoints.verifiedThrough()).toEqual({ sequence: 12, sha256: "b".repeat(64) });
    });

    test("never go back when an older check ends late", async () => {
      const checkpoints = await makeCheckpoints();
      await checkpoints.advance({ sequence: 12, sha256: "b".repeat(64) });

      await checkpoints.advance({ sequence: 3, sha256: "a".repeat(64) });

      expect(await checkpoints.verifiedThrough()).toEqual({ sequence: 12, sha256: "b".repeat(64) });
    });
  });
}

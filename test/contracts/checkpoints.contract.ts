import { describe, expect, test } from "vitest";
import type { Checkpoints, Round } from "../../src/ports/checkpoints.ts";

export function describeCheckpointsContract(name: string, makeCheckpoints: () => Promise<Checkpoints>): void {
  describe(`the checkpoints ${name}`, () => {
    test("know of no entry before the first check", async () => {
      const checkpoints = await makeCheckpoints();

      expect(await checkpoints.verifiedThrough()).toBeUndefined();
      expect(await checkpoints.round()).toBeUndefined();
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

    test("remember how far a round came, beside the check of what is new", async () => {
      const checkpoints = await makeCheckpoints();
      await checkpoints.advance({ sequence: 12, sha256: "b".repeat(64) });
      await checkpoints.keepRound(round(1, 3));

      await checkpoints.keepRound(round(1, 5));

      expect(await checkpoints.round()).toEqual(round(1, 5));
      expect(await checkpoints.verifiedThrough()).toMatchObject({ sequence: 12 });
    });

    test("end a round where it stands, and begin the next before it", async () => {
      const checkpoints = await makeCheckpoints();
      await checkpoints.keepRound(round(1, 5));

      await checkpoints.keepRound(round(1, 5, true));
      const ended = await checkpoints.round();
      await checkpoints.keepRound(round(2, 0));

      expect(ended).toEqual(round(1, 5, true));
      expect(await checkpoints.round()).toEqual(round(2, 0));
    });

    test.each([
      ["that came less far", round(2, 4)],
      ["that is older", round(1, 9, true)],
    ])("never go back to a round %s", async (_, late) => {
      const checkpoints = await makeCheckpoints();
      await checkpoints.keepRound(round(2, 5));

      await checkpoints.keepRound(late);

      expect(await checkpoints.round()).toEqual(round(2, 5));
    });

    test("never open a round again that has ended", async () => {
      const checkpoints = await makeCheckpoints();
      await checkpoints.keepRound(round(1, 5, true));

      await checkpoints.keepRound(round(1, 6));

      expect(await checkpoints.round()).toEqual(round(1, 5, true));
    });
  });
}

function round(number: number, sequence: number, ended = false): Round {
  return { number, through: { sequence, sha256: "c".repeat(64) }, ended };
}

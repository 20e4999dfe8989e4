import { describe, expect, test } from "vitest";
import type { KeptRules, RuleStates } from "../../src/ports/rule-states.ts";
import { bound, fact, ruleLine } from "../support/rule-line.ts";
import { NOW, secondsLater } from "./samples.ts";

function kept(revision: number, passes = 0): KeptRules {
  const line = ruleLine(bound([{ when: "digest", minutes: 5 }, { when: "line-state" }]));
  const announcements = [...line.see("fail", ...Array<"pass">(passes).fill("pass")), ...line.wait(5)];
  const decided = { announcements, recoveredAlerts: ["a"], answered: [fact("x").id], at: NOW.toISOString() };
  return { revision, rules: line.state(), decided };
}

export function describeRuleStatesContract(name: string, make: () => Promise<RuleStates>): void {
  describe(`what rules remember ${name}`, () => {
    test("comes back as it was kept", async () => {
      const states = await make();

      const saved = await states.save("box/line-1", kept(1));

      expect(saved).toBe(true);
      expect(await states.get("box/line-1")).toEqual(kept(1));
      expect(await states.get("box/line-2")).toBeUndefined();
    });

    test("is kept by one of two who read the same", async () => {
      const states = await make();
      const first = [await states.save("k", kept(1)), await states.save("k", kept(1, 1))];

      const second = [await states.save("k", kept(2, 2)), await states.save("k", kept(2, 3))];
      const skipped = await states.save("k", kept(9));

      expect([first, second, skipped]).toEqual([[true, false], [true, false], false]);
      expect(await states.get("k")).toEqual(kept(2, 2));
    });

    test("is named when its time has come, the earliest first, until it is kept with another time", async () => {
      const states = await make();
      await states.save("later", kept(1), secondsLater(60));
      await states.save("sooner", kept(1), secondsLater(30));
      await states.save("never", kept(1));

      const early = await states.due(secondsLater(29), 10);
      const both = await states.due(secondsLater(60), 10);
      const one = await states.due(secondsLater(60), 1);
      await states.save("sooner", kept(2));
      await states.save("later", kept(2), secondsLater(90));
      const after = [await states.due(secondsLater(89), 10), await states.due(secondsLater(90), 10)];

      expect([early, both, one]).toEqual([[], ["sooner", "later"], ["sooner"]]);
      expect(after).toEqual([[], ["later"]]);
    });
  });
}

import { describe, expect, test } from "vitest";
import type { Alert } from "../../src/domain/rules/alert.ts";
import type { AlertStore } from "../../src/ports/alert-store.ts";
import { NOW, secondsLater } from "./samples.ts";

function alert(id: string, seconds = 0): Alert {
  return {
    id,
    recipe: "control-box",
    line: "line-1",
    rule: "line-state",
    subject: "LINE BAD control-box, line-1",
    openedAt: secondsLater(seconds).toISOString(),
    escalateAt: secondsLater(seconds + 600).toISOString(),
  };
}

export function describeAlertStoreContract(name: string, make: () => Promise<AlertStore>): void {
  describe(`the alerts ${name}`, () => {
    test("are opened once, and found by their id", async () => {
      const alerts = await make();
      await alerts.open(alert("a"));
      await alerts.open({ ...alert("a"), subject: "another" });

      expect(await alerts.get("a")).toEqual(alert("a"));
      expect(await alerts.get("b")).toBeUndefined();
    });

    test("are acknowledged by the first who does", async () => {
      const alerts = await make();
      await alerts.open(alert("a"));
      const by = { alertId: "a", subject: "", by: "Ana", at: NOW.toISOString() };

      await alerts.acknowledge({ ...by, note: "I am on it" });
      await alerts.acknowledge({ ...by, by: "Ben" });
      await alerts.acknowledge({ ...by, alertId: "unknown" });

      const acknowledgement = { by: "Ana", at: NOW.toISOString(), note: "I am on it" };
      expect(await alerts.get("a")).toEqual({ ...alert("a"), acknowledgement });
      expect(await alerts.get("unknown")).toBeUndefined();
    });

    test("remember when they were escalated and had recovered, the first time", async () => {
      const alerts = await make();
      await alerts.open(alert("a"));

      await alerts.note("a", "escalatedAt", secondsLater(1).toISOString());
      await alerts.note("a", "escalatedAt", secondsLater(2).toISOString());
      await alerts.note("a", "recoveredAt", secondsLater(3).toISOString());
      await alerts.note("unknown", "recoveredAt", secondsLater(3).toISOString());

      expect(await alerts.get("a")).toMatchObject({
        escalatedAt: secondsLater(1).toISOString(),
        recoveredAt: secondsLater(3).toISOString(),
      });
      expect(await alerts.get("unknown")).toBeUndefined();
    });

    test("are listed the newest first, page by page, all or those that still need somebody", async () => {
      const alerts = await make();
      for (const [i, id] of ["a", "b", "c", "d", "e"].entries()) await alerts.open(alert(id, i < 2 ? 0 : i));
      await alerts.acknowledge({ alertId: "d", subject: "", by: "Ana", at: NOW.toISOString() });

      const first = await alerts.list({}, { limit: 2 });
      const second = await alerts.list({}, { limit: 3, cursor: first.next });
      const open = await alerts.list({ acknowledged: false }, { limit: 10 });
      const answered = await alerts.list({ acknowledged: true }, { limit: 10 });

      const ids = ({ items }: { items: Alert[] }) => items.map(({ id }) => id).join("");
      expect([first, second, open, answered].map(ids)).toEqual(["ed", "cba", "ecba", "d"]);
      expect([second.next, open.next]).toEqual([undefined, undefined]);
    });

    test("refuse a cursor that is none", async () => {
      const alerts = await make();

      await expect(alerts.list({}, { limit: 1, cursor: "x" })).rejects.toMatchObject({
        code: "invalid-input",
      });
    });
  });
}

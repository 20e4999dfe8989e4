import { beforeEach, describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import type { Alert } from "../../domain/rules/alert.ts";
import { recoverSealedEntries } from "../../flow/record-entry.ts";

const ALERT: Alert = {
  id: "01K3ZJ5S3B8Q4T7N9V2X6Y0W1R-3fa91c2b77",
  recipe: "block",
  line: "line-1",
  rule: "line-state",
  subject: "LINE BAD block, line-1: 3 widgets in a row failed.",
  openedAt: "2026-03-01T07:00:00.000Z",
};
const PATH = `/v1/alerts/${ALERT.id}/acknowledgement`;

let test: Awaited<ReturnType<typeof createTestApi>>;
beforeEach(async () => {
  test = await createTestApi();
  await test.platform.rules.alerts.open(ALERT);
});

describe("alerts over HTTP", () => {
  it("are listed, those that still need somebody apart", async () => {
    await test.platform.rules.alerts.open({ ...ALERT, id: "newer", openedAt: "2026-03-01T08:00:00.000Z" });
    await test.call("support", "POST", PATH, {});

    const list = async (query: string) =>
      (await (await test.call("inspector", "GET", `/v1/alerts${query}`)).json()).items.map(
        ({ id }: Alert) => id,
      );

    expect(await list("")).toEqual(["newer", ALERT.id]);
    expect(await list("?state=open")).toEqual(["newer"]);
    expect(await list("?state=acknowledged")).toEqual([ALERT.id]);
    expect((await test.call("inspector", "GET", "/v1/alerts?state=closed")).status).toBe(400);
  });

  it("are acknowledged in the name of whoever is signed in, with a note", async () => {
    const response = await test.call("inspector", "POST", PATH, { note: "I am at the line." });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ...ALERT,
      acknowledgement: {
        by: "Ana (inspector)",
        at: test.platform.now().toISOString(),
        note: "I am at the line.",
      },
    });
  });

  it("are acknowledged once: the second person learns who was first", async () => {
    await test.call("inspector", "POST", PATH, {});

    const same = await test.call("inspector", "POST", PATH, {});
    const other = await test.call("quality", "POST", PATH, {});

    expect([same.status, other.status]).toEqual([200, 409]);
    expect((await other.json()).detail).toContain("Ana (inspector)");
  });

  it("leave who acknowledged in the chain of evidence, from which it comes back after a crash", async () => {
    const { alerts } = test.platform.rules;
    const { acknowledge } = alerts;
    alerts.acknowledge = async () => {
      throw new Error("killed");
    };
    await test.call("inspector", "POST", PATH, {});
    alerts.acknowledge = acknowledge;

    await recoverSealedEntries(test.platform);

    expect(await alerts.get(ALERT.id)).toMatchObject({ acknowledgement: { by: "Ana (inspector)" } });
    const sealed = [];
    for await (const stored of test.platform.vault.entries(0))
      if ("entry" in stored) sealed.push(stored.entry);
    expect(sealed.at(-1)).toMatchObject({
      kind: "acknowledgement",
      acknowledgement: { alertId: ALERT.id, subject: ALERT.subject, by: "Ana (inspector)" },
    });
  });

  it("that there are not are not found", async () => {
    expect((await test.call("support", "POST", "/v1/alerts/none/acknowledgement", {})).status).toBe(404);
  });

  it("are not for cameras, and not acknowledged by auditors", async () => {
    expect((await test.call("camera", "GET", "/v1/alerts")).status).toBe(403);
    expect((await test.call("auditor", "POST", PATH, {})).status).toBe(403);
  });
});

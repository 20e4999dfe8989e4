import { expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";

const PASSWORD = "four words in a row";

it("the audit says who did what and when, newest first, and nothing secret", async () => {
  const { call } = await createTestApi();
  const created = await call("admin", "POST", "/v1/people", {
    ...{ name: "Ana", role: "inspector", password: PASSWORD },
  });
  const { id } = await created.json();
  await call("admin", "PATCH", `/v1/people/${id}`, { role: "quality" });
  await call("admin", "PATCH", `/v1/people/${id}`, { role: "quality" });
  await call("admin", "PUT", `/v1/people/${id}/password`, { password: "quite other words" });
  await call(undefined, "POST", "/v1/session", { name: "ana", password: "quite other words" });
  const token = await (await call("admin", "POST", "/v1/tokens", { name: "PLC", role: "camera" })).json();
  await call("admin", "DELETE", `/v1/tokens/${token.id}`);

  const text = await (await call("auditor", "GET", "/v1/audit")).text();

  const admin = "Ana (admin)";
  expect(JSON.parse(text).items).toMatchObject([
    { by: admin, action: "token-revoked", subject: "PLC", details: { role: "camera" } },
    { by: admin, action: "token-created", subject: "PLC", details: { role: "camera" } },
    { by: "Ana", action: "signed-in", subject: "Ana", details: { with: "password" } },
    { by: admin, action: "password-set", subject: "Ana" },
    { action: "person-changed", subject: "Ana", details: { role: "quality", roleBefore: "inspector" } },
    { by: admin, action: "person-created", subject: "Ana", at: "2026-03-01T08:00:00.000Z" },
  ]);
  for (const secret of [PASSWORD, "quite other words", token.token]) expect(text).not.toContain(secret);
});

it("the audit says what was refused after all, and why", async () => {
  const { call } = await createTestApi();
  const ana = { name: "Ana", role: "admin", password: PASSWORD };
  const { id } = await (await call("admin", "POST", "/v1/people", ana)).json();

  await call("admin", "PATCH", `/v1/people/${id}`, { active: false });

  const { items } = await (await call("auditor", "GET", "/v1/audit?limit=2")).json();
  expect(items[0]).toMatchObject({ action: "person-changed", failed: expect.stringMatching(/last admin/) });
  expect(items[1]).toMatchObject({ action: "person-changed", details: { active: "false" } });
  expect(items[1]).not.toHaveProperty("failed");
});

it("the audit comes in pages that miss nothing and repeat nothing", async () => {
  const { call } = await createTestApi();
  for (const name of ["a", "b", "c", "d", "e"])
    await call("admin", "POST", "/v1/tokens", { name, role: "camera" });
  const names: string[] = [];

  let path: string | undefined = "/v1/audit?limit=2";
  while (path) {
    const page: { items: { subject: string }[]; next?: string } = await (
      await call("admin", "GET", path)
    ).json();
    names.push(...page.items.map(({ subject }) => subject));
    path = page.next && `/v1/audit?limit=2&cursor=${page.next}`;
  }

  expect(names).toEqual(["e", "d", "c", "b", "a"]);
});

import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";

describe("tokens", () => {
  it("are made with a secret that is shown once", async () => {
    const { call } = await createTestApi();

    const made = await (
      await call("admin", "POST", "/v1/tokens", { name: "camera 7", role: "camera" })
    ).json();
    const list = await (await call("admin", "GET", "/v1/tokens")).text();

    const { token, ...info } = made;
    expect(token).toMatch(/^pp_/);
    expect(JSON.parse(list).items).toContainEqual(info);
    expect(list).not.toContain(token.slice(3));
    const headers = { Authorization: `Bearer ${token}` };
    const who = await call(undefined, "GET", "/v1/session", undefined, headers);
    expect(await who.json()).toEqual({ name: "camera 7", role: "camera", hasPassword: false });
  });

  it("that are revoked open nothing any more", async () => {
    const { call, memory } = await createTestApi();
    const camera = (await memory.tokens.list()).find(({ role }) => role === "camera");

    const response = await call("admin", "DELETE", `/v1/tokens/${camera?.id}`);

    expect(response.status).toBe(204);
    expect((await call("camera", "GET", "/v1/session")).status).toBe(401);
    expect((await call("admin", "DELETE", `/v1/tokens/${camera?.id}`)).status).toBe(404);
  });

  it("do not bear the name of a person", async () => {
    const { call } = await createTestApi();
    const ana = { name: "Ana", role: "inspector", password: "four words in a row" };
    await call("admin", "POST", "/v1/people", ana);

    const response = await call("admin", "POST", "/v1/tokens", { name: "ana", role: "inspector" });

    expect(response.status).toBe(409);
  });

  it("the last that administers stays, until a person does", async () => {
    const { call, memory } = await createTestApi();
    const admin = (await memory.tokens.list()).find(({ role }) => role === "admin");
    const revoke = () => call("admin", "DELETE", `/v1/tokens/${admin?.id}`);

    const last = await revoke();
    const ana = { name: "Ana", role: "admin", password: "four words in a row" };
    await call("admin", "POST", "/v1/people", ana);
    const notLast = await revoke();

    expect([last.status, notLast.status]).toEqual([409, 204]);
  });
});

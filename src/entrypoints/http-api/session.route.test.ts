import { describe, expect, it } from "vitest";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";
import { screws } from "../../../test/support/test-platform.ts";
import type { Role } from "../../ports/token-store.ts";

const SAME = { "Sec-Fetch-Site": "same-origin" };
const DAY_MS = 24 * 3_600_000;

async function setUp(options: Parameters<typeof createTestApi>[0] = {}) {
  const test = await createTestApi(options);

  function signIn(token: string, headers: Record<string, string> = SAME) {
    return test.call(undefined, "POST", "/v1/session", { token }, headers);
  }
  /** @returns what a browser then sends with everything */
  async function cookieOf(role: Role, headers = SAME): Promise<{ Cookie: string }> {
    const response = await signIn(test.secrets[role], headers);
    return { Cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
  }
  return { ...test, signIn, cookieOf };
}

describe("signing in with a token", () => {
  it("gives a cookie that no script can read and no other site can send", async () => {
    const { signIn, secrets } = await setUp();

    const response = await signIn(secrets.inspector);

    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      name: "Ana (inspector)",
      role: "inspector",
      expiresAt: "2026-03-31T08:00:00.000Z",
    });
    expect(response.headers.get("set-cookie")).toMatch(
      /^partproof_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it("over HTTPS gives a cookie that is sent over HTTPS only", async () => {
    const { signIn, secrets, call } = await setUp();
    const https = { ...SAME, "X-Forwarded-Proto": "https" };

    const response = await signIn(secrets.inspector, https);

    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^__Host-partproof_session=.*; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    const headers = { Cookie: cookie.split(";")[0] ?? "" };
    expect((await call(undefined, "GET", "/v1/session", undefined, headers)).status).toBe(401);
    expect((await call(undefined, "GET", "/v1/session", undefined, { ...https, ...headers })).status).toBe(
      200,
    );
  });

  it.each([
    ["an unknown token", { token: "pp_unknown" }, 401],
    ["an empty one", { token: "" }, 400],
    ["one too long to be one", { token: "a".repeat(513) }, 400],
    ["nothing", {}, 400],
    ["something else beside", { token: "pp_unknown", role: "admin" }, 400],
  ])("refuses %s, and does not repeat it", async (_what, body, status) => {
    const { call } = await setUp();

    const response = await call(undefined, "POST", "/v1/session", body);

    expect(response.status).toBe(status);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(await response.text()).not.toContain("pp_unknown");
  });

  it("is refused after 30 failures from one address for a quarter of an hour, and counts no success", async () => {
    const { signIn, secrets, wait } = await setUp({
      addressOf: (c) => c.req.header("x-test-address") ?? "",
    });
    const from = { ...SAME, "X-Test-Address": "10.0.0.7" };
    for (let i = 0; i < 40; i += 1) await signIn(secrets.auditor, from);
    const failures: number[] = [];
    for (let i = 0; i < 31; i += 1) failures.push((await signIn("pp_guess", from)).status);

    const refused = await signIn(secrets.auditor, from);
    const elsewhere = await signIn(secrets.auditor);
    wait(15 * 60_000);
    const later = await signIn(secrets.auditor, from);

    expect(failures).toEqual([...Array(30).fill(401), 429]);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "900"]);
    expect(await refused.json()).toMatchObject({ type: "urn:partproof:problem:too-many-attempts" });
    expect([elsewhere.status, later.status]).toEqual([201, 201]);
  });

  it("cannot be done for somebody by a page from elsewhere", async () => {
    const { signIn, secrets } = await setUp();

    const statuses = await Promise.all(
      [
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site" },
        { Origin: "https://evil.example" },
        { Origin: "null" },
      ].map(async (headers) => (await signIn(secrets.admin, headers)).status),
    );

    expect(statuses).toEqual([403, 403, 403, 403]);
  });

  it("ends the session that the browser had before", async () => {
    const { call, cookieOf, secrets } = await setUp();
    const before = await cookieOf("inspector");

    await call(undefined, "POST", "/v1/session", { token: secrets.quality }, { ...SAME, ...before });

    expect((await call(undefined, "GET", "/v1/session", undefined, before)).status).toBe(401);
  });
});

describe("a session", () => {
  it("is who asks, as a token is", async () => {
    const { call, cookieOf } = await setUp();
    const cookie = await cookieOf("quality");

    const byCookie = await call(undefined, "GET", "/v1/session", undefined, cookie);
    const byToken = await call("camera", "GET", "/v1/session", undefined, cookie);
    const nobody = await call(undefined, "GET", "/v1/session");

    expect(await byCookie.json()).toEqual({ name: "Ana (quality)", role: "quality", hasPassword: false });
    expect(await byToken.json()).toEqual({ name: "Ana (camera)", role: "camera", hasPassword: false });
    expect(nobody.status).toBe(401);
  });

  it("shows photos to a page that sends no header", async () => {
    const { call, cookieOf, inspected } = await setUp();
    const id = await inspected();

    const photo = await call(
      undefined,
      "GET",
      `/v1/inspections/${id}/analyzed`,
      undefined,
      await cookieOf("inspector"),
    );

    expect([photo.status, photo.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });

  it("may do what its role may, and no more", async () => {
    const { call, cookieOf } = await setUp();
    const cookie = { ...SAME, ...(await cookieOf("camera")) };

    const own = await call(undefined, "POST", "/v1/images", await handIn(), cookie);
    const other = await call(undefined, "GET", "/v1/inspections", undefined, cookie);

    expect([own.status, other.status]).toEqual([202, 403]);
  });

  it.each([
    ["a page of this server", { "Sec-Fetch-Site": "same-origin" }, 201],
    ["this server, by a browser that says only the origin", { Origin: "http://localhost" }, 201],
    ["another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }, 403],
    ["another port of this machine", { "Sec-Fetch-Site": "same-site", Origin: "http://localhost:81" }, 403],
    ["another port, by such a browser", { Origin: "http://localhost:81" }, 403],
    ["an origin that is hidden", { Origin: "null" }, 403],
    ["nobody knows where", {}, 403],
  ])("changes something when the request comes from %s: %s", async (_where, headers, status) => {
    const { call, cookieOf, inspected } = await setUp({ recognize: () => screws(3) });
    const id = await inspected();
    const decision = { decision: "agree", verdict: "fail", reason: "One is missing." };

    const response = await call(undefined, "POST", `/v1/inspections/${id}/dispositions`, decision, {
      ...headers,
      ...(await cookieOf("inspector")),
    });

    expect(response.status).toBe(status);
  });

  it("ends with its token", async () => {
    const { call, cookieOf, memory } = await setUp();
    const cookie = await cookieOf("inspector");
    const token = (await memory.tokens.list()).find(({ role }) => role === "inspector");

    await memory.tokens.revoke(token?.id ?? "");

    expect((await call(undefined, "GET", "/v1/inspections", undefined, cookie)).status).toBe(401);
  });

  it("of a token ends after a week without use, or 30 days", async () => {
    const { call, cookieOf, wait } = await setUp();
    const [idle, used] = [await cookieOf("inspector"), await cookieOf("inspector")];
    const ask = async (cookie: object) =>
      (await call(undefined, "GET", "/v1/session", undefined, cookie)).status;

    wait(7 * DAY_MS - 1000);
    await ask(used);
    wait(1000);
    const afterAWeek = [await ask(idle), await ask(used)];
    for (let days = 7; days < 30; days += 1) {
      wait(DAY_MS);
      await ask(used);
    }

    expect(afterAWeek).toEqual([401, 200]);
    expect(await ask(used)).toBe(401);
  });
});

describe("signing out", () => {
  it("ends the session and takes the cookie away", async () => {
    const { call, cookieOf } = await setUp();
    const cookie = { ...SAME, ...(await cookieOf("inspector")) };

    const response = await call(undefined, "DELETE", "/v1/session", undefined, cookie);

    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(/^partproof_session=; Max-Age=0; Path=\//);
    expect((await call(undefined, "GET", "/v1/session", undefined, cookie)).status).toBe(401);
  });

  it("is nothing for whoever is not signed in, and cannot be done by a page from elsewhere", async () => {
    const { call, cookieOf } = await setUp();
    const cookie = await cookieOf("inspector");

    const nobody = await call(undefined, "DELETE", "/v1/session");
    const elsewhere = await call(undefined, "DELETE", "/v1/session", undefined, {
      ...cookie,
      "Sec-Fetch-Site": "cross-site",
    });

    expect([nobody.status, elsewhere.status]).toEqual([204, 403]);
    expect((await call(undefined, "GET", "/v1/session", undefined, cookie)).status).toBe(200);
  });
});

describe("where people sign in elsewhere", () => {
  it("says so, and still knows who asks", async () => {
    const test = await createTestApi({
      frontDesk: undefined,
      identify: async () => ({ name: "ana@example.com", role: "quality" }),
    });

    const signIn = await test.call(undefined, "POST", "/v1/session", { token: "pp_x" });
    const who = await test.call(undefined, "GET", "/v1/session");

    expect([signIn.status, (await signIn.json()).detail]).toEqual([404, expect.stringContaining("Cognito")]);
    expect(await who.json()).toEqual({ name: "ana@example.com", role: "quality", hasPassword: false });
  });
});

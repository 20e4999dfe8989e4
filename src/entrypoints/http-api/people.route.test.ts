import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";

const SAME = { "Sec-Fetch-Site": "same-origin" };
const PASSWORD = "four words in a row";

async function setUp() {
  const test = await createTestApi();
  const { call } = test;

  async function person(name: string, role: string) {
    const response = await call("admin", "POST", "/v1/people", { name, role, password: PASSWORD });
    return (await response.json()) as { id: string; name: string };
  }
  function signIn(name: string, password = PASSWORD) {
    return call(undefined, "POST", "/v1/session", { name, password }, SAME);
  }
  async function cookieOf(name: string, password = PASSWORD) {
    const response = await signIn(name, password);
    return { ...SAME, Cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
  }
  async function who(cookie: object) {
    return (await call(undefined, "GET", "/v1/session", undefined, cookie)).status;
  }
  return { ...test, person, signIn, cookieOf, who };
}

describe("a person", () => {
  it("signs in with name and password, whatever the case of the name, for 12 hours", async () => {
    const { person, signIn, cookieOf, call } = await setUp();
    await person("Ana Torres", "inspector");

    const response = await signIn("ANA TORRES");
    const who = await call(undefined, "GET", "/v1/session", undefined, await cookieOf("Ana Torres"));

    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      name: "Ana Torres",
      role: "inspector",
      expiresAt: "2026-03-01T20:00:00.000Z",
    });
    expect(await who.json()).toEqual({ name: "Ana Torres", role: "inspector", hasPassword: true });
  });

  it("is who a decision names", async () => {
    const { person, cookieOf, call, inspected } = await setUp();
    await person("Ana Torres", "inspector");
    const id = await inspected();
    const decision = { decision: "agree", verdict: "pass", reason: "Looks right." };

    const response = await call(
      undefined,
      "POST",
      `/v1/inspections/${id}/dispositions`,
      decision,
      await cookieOf("Ana Torres"),
    );

    expect((await response.json()).dispositions).toMatchObject([{ by: "Ana Torres" }]);
  });

  it("who is unknown, inactive or mistyped is told the same", async () => {
    const { person, signIn, call } = await setUp();
    const { id } = await person("Ben", "quality");
    await person("Ana", "inspector");
    await call("admin", "PATCH", `/v1/people/${id}`, { active: false });

    const answers = await Promise.all([signIn("Nobody"), signIn("Ben"), signIn("Ana", "wrong words")]);

    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(bodies.map(({ detail }) => detail)).size).toBe(1);
    expect(JSON.stringify(bodies)).not.toContain("wrong words");
  });

  it("costs the same work whether there is somebody of the name or not", async () => {
    const { person, signIn, memory, frontDesk } = await setUp();
    await person("Ana", "inspector");
    const asked: (string | undefined)[] = [];
    frontDesk.passwords.matches = async (_password, hash) => {
      asked.push(hash);
      return false;
    };

    await signIn("Ana");
    await signIn("Nobody");

    expect(asked).toEqual([(await memory.people.findByName("Ana"))?.passwordHash, undefined]);
  });

  it.each(["Ana", "Nobody"])("is locked for a quarter of an hour after 10 guesses at %s", async (name) => {
    const { person, signIn, wait } = await setUp();
    await person("Ana", "inspector");
    await person("Ben", "inspector");
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await signIn(name.toUpperCase(), `guess ${i}`)).status);

    const refused = await signIn(name);
    const other = await signIn("Ben");
    wait(15 * 60_000);

    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    expect([refused.status, refused.headers.get("retry-after"), other.status]).toEqual([429, "900", 201]);
    expect((await signIn(name)).status).toBe(name === "Ana" ? 201 : 401);
  });

  it("is signed out after an hour without use, and after 12 in any case", async () => {
    const { person, cookieOf, who, wait } = await setUp();
    await person("Ana", "inspector");
    const idle = await cookieOf("Ana");
    wait(3_600_000);
    const afterAnHour = await who(idle);
    const used = await cookieOf("Ana");
    const seen: number[] = [];
    for (let half = 1; half <= 24; half += 1) {
      wait(1_800_000);
      seen.push(await who(used));
    }

    expect(afterAnHour).toBe(401);
    expect(seen).toEqual([...Array(23).fill(200), 401]);
  });
});

describe("managing people", () => {
  it("creates, lists and changes them, and never shows a password or its hash", async () => {
    const { person, call } = await setUp();
    const ana = await person("Ana", "inspector");

    const changed = await call("admin", "PATCH", `/v1/people/${ana.id}`, { role: "quality" });
    const list = await (await call("admin", "GET", "/v1/people")).text();

    expect(await changed.json()).toEqual({ ...ana, role: "quality" });
    expect(JSON.parse(list).items).toEqual([{ ...ana, role: "quality" }]);
    expect(list).not.toMatch(/password|hash|four words/i);
  });

  it.each([
    ["a name that is taken", { name: "ANA", role: "inspector", password: PASSWORD }, 409],
    ["a weak password", { name: "Ben", role: "inspector", password: "short" }, 400],
    ["a password with the name", { name: "Benjamin", role: "inspector", password: "benjamin benjamin" }, 400],
    ["a camera", { name: "Ben", role: "camera", password: PASSWORD }, 400],
    ["a name of two lines", { name: "Ben\nBob", role: "inspector", password: PASSWORD }, 400],
    ["a field too many", { name: "Ben", role: "inspector", password: PASSWORD, admin: true }, 400],
  ])("refuses %s", async (_what, body, status) => {
    const { person, call } = await setUp();
    await person("Ana", "inspector");

    const response = await call("admin", "POST", "/v1/people", body);

    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain(body.password);
  });

  it("lets a changed role hold at once", async () => {
    const { person, cookieOf, call } = await setUp();
    const { id } = await person("Ana", "admin");
    await person("Ben", "admin");
    const cookie = await cookieOf("Ana");
    const before = await call(undefined, "GET", "/v1/people", undefined, cookie);

    await call("admin", "PATCH", `/v1/people/${id}`, { role: "inspector" });

    const after = await call(undefined, "GET", "/v1/people", undefined, cookie);
    expect([before.status, after.status]).toEqual([200, 403]);
  });

  it.each([
    ["made inactive", "PATCH", "", { active: false }],
    ["given another password", "PUT", "/password", { password: "quite other words" }],
  ])("signs out who is %s, and nobody else", async (_what, method, path, body) => {
    const { person, cookieOf, who, call } = await setUp();
    const { id } = await person("Ana", "inspector");
    await person("Ben", "inspector");
    const [ana, ben] = [await cookieOf("Ana"), await cookieOf("Ben")];

    await call("admin", method, `/v1/people/${id}${path}`, body);

    expect([await who(ana), await who(ben)]).toEqual([401, 200]);
  });

  it("does not bring the sessions of somebody back who is made active again", async () => {
    const { person, cookieOf, who, call } = await setUp();
    const { id } = await person("Ana", "inspector");
    const cookie = await cookieOf("Ana");

    await call("admin", "PATCH", `/v1/people/${id}`, { active: false });
    await call("admin", "PATCH", `/v1/people/${id}`, { active: true });

    expect(await who(cookie)).toBe(401);
  });

  it("keeps the last administrator", async () => {
    const { person, call } = await setUp();
    const { id } = await person("Ana", "admin");

    const demoted = await call("admin", "PATCH", `/v1/people/${id}`, { role: "quality" });
    const removed = await call("admin", "PATCH", `/v1/people/${id}`, { active: false });

    expect([demoted.status, removed.status]).toEqual([409, 409]);
    expect((await removed.json()).detail).toMatch(/last administrator/);
  });

  it("knows nobody of an id that is not there", async () => {
    const { call } = await setUp();

    const changed = await call("admin", "PATCH", "/v1/people/nobody", { active: false });
    const set = await call("admin", "PUT", "/v1/people/nobody/password", { password: PASSWORD });

    expect([changed.status, set.status]).toEqual([404, 404]);
  });
});

describe("one's own password", () => {
  it("is changed by who knows the current one; other browsers are signed out", async () => {
    const { person, cookieOf, who, signIn, call } = await setUp();
    await person("Ana", "inspector");
    const [here, elsewhere] = [await cookieOf("Ana"), await cookieOf("Ana")];
    const body = { current: PASSWORD, password: "quite other words" };

    const response = await call(undefined, "PUT", "/v1/session/password", body, here);

    const cookie = { ...SAME, Cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
    expect(response.status).toBe(200);
    expect([await who(cookie), await who(here), await who(elsewhere)]).toEqual([200, 401, 401]);
    expect((await signIn("Ana")).status).toBe(401);
    expect((await signIn("Ana", "quite other words")).status).toBe(201);
  });

  it("is not changed with a wrong one, by a weak one, or by a token", async () => {
    const { person, cookieOf, call } = await setUp();
    await person("Ana", "inspector");
    const cookie = await cookieOf("Ana");
    const put = (body: object, headers: object, role?: "quality") =>
      call(role, "PUT", "/v1/session/password", body, headers);

    const wrong = await put({ current: "wrong words", password: "quite other words" }, cookie);
    const weak = await put({ current: PASSWORD, password: "short" }, cookie);
    const token = await put({ current: PASSWORD, password: "quite other words" }, {}, "quality");

    expect([wrong.status, weak.status, token.status]).toEqual([403, 400, 409]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { ROLES, type Role } from "../../ports/token-store.ts";
import { routeKey } from "./auth.ts";
import { ACCESS } from "./roles.ts";

/** Written out once more on purpose: whoever changes the table of roles has to mean it. */
const ALLOWED: Record<string, string> = {
  "GET /v1/session": "camera inspector quality auditor support admin",
  "PUT /v1/session/password": "camera inspector quality auditor support admin",
  "GET /v1/people": "admin",
  "POST /v1/people": "admin",
  "PATCH /v1/people/{id}": "admin",
  "PUT /v1/people/{id}/password": "admin",
  "GET /v1/tokens": "admin",
  "POST /v1/tokens": "admin",
  "DELETE /v1/tokens/{id}": "admin",
  "GET /v1/audit": "auditor admin",
  "GET /v1/channels": "quality admin",
  "POST /v1/channels/{name}/test": "quality admin",
  "POST /v1/images": "camera admin",
  "POST /v1/uploads": "camera admin",
  "GET /v1/inspections": "inspector quality auditor admin",
  "GET /v1/inspections.csv": "inspector quality auditor admin",
  "GET /v1/inspection-summaries": "inspector quality auditor admin",
  "GET /v1/events": "inspector quality auditor admin",
  "GET /v1/lines": "inspector quality auditor admin",
  "GET /v1/shift": "inspector quality auditor admin",
  "GET /v1/inspections/{id}": "inspector quality auditor admin",
  "GET /v1/inspections/{id}/thumbnail": "inspector quality auditor admin",
  "GET /v1/inspections/{id}/original": "inspector quality auditor admin",
  "GET /v1/inspections/{id}/analyzed": "inspector quality auditor admin",
  "POST /v1/inspections/{id}/dispositions": "inspector quality admin",
  "POST /v1/inspections/{id}/dispositions/withdrawal": "inspector quality admin",
  "GET /v1/reviews": "inspector quality auditor support admin",
  "POST /v1/reviews/next": "inspector quality admin",
  "POST /v1/reviews/{id}/claim": "inspector quality admin",
  "PUT /v1/reviews/{id}/claim": "inspector quality admin",
  "DELETE /v1/reviews/{id}/claim": "inspector quality admin",
  "GET /v1/inspections/{id}/evidence": "quality auditor admin",
  "POST /v1/evidence/verification": "quality auditor admin",
  "GET /v1/exports": "quality auditor admin",
  "POST /v1/inspections/{id}/verification": "quality auditor admin",
  "GET /v1/recipes": "inspector quality auditor admin",
  "GET /v1/recipes/schema.json": "inspector quality auditor admin",
  "GET /v1/recipes/{id}": "inspector quality auditor admin",
  "GET /v1/recipes/{id}/versions": "inspector quality auditor admin",
  "POST /v1/recipes": "quality admin",
  "POST /v1/recipe-validation": "quality admin",
  "POST /v1/recipes/{id}/replay": "quality admin",
  "GET /v1/replays": "quality auditor admin",
  "GET /v1/replays/{id}": "quality auditor admin",
  "GET /v1/replays/{id}/flips": "quality auditor admin",
  "GET /v1/replays/{id}/flips/{inspectionId}/analyzed": "quality auditor admin",
  "DELETE /v1/replays/{id}": "quality admin",
  "GET /v1/models": "quality auditor admin",
  "GET /v1/models/{name}": "quality auditor admin",
  "POST /v1/models/{name}/proposed-recipe": "quality admin",
  "POST /v1/models/{name}/comparison": "quality admin",
  "GET /v1/lessons": "quality admin",
  "POST /v1/lessons": "quality admin",
  "GET /v1/lessons/{id}": "quality admin",
  "DELETE /v1/lessons/{id}": "quality admin",
  "POST /v1/lessons/{id}/photos": "quality admin",
  "GET /v1/lessons/{id}/photos/{sha256}": "quality admin",
  "DELETE /v1/lessons/{id}/photos/{sha256}": "quality admin",
  "PUT /v1/lessons/{id}/photos/{sha256}/boxes": "quality admin",
  "POST /v1/lessons/{id}/labels": "quality admin",
  "POST /v1/lessons/{id}/suggestions": "quality admin",
  "GET /v1/lessons/{id}/teaching": "quality admin",
  "POST /v1/lessons/{id}/teaching": "quality admin",
  "GET /v1/lessons/{id}/teaching/{jobId}": "quality admin",
  "POST /v1/lessons/{id}/teaching/{jobId}/cancellation": "quality admin",
  "GET /v1/reports": "quality auditor admin",
  "GET /v1/reports/kept": "quality auditor admin",
  "GET /v1/reports/kept/{id}": "quality auditor admin",
  "GET /v1/reconciliation": "quality auditor support admin",
  "GET /v1/flow": "quality auditor support admin",
  "GET /v1/messages": "auditor support admin",
  "POST /v1/messages/{id}/resend": "support admin",
  "GET /v1/evidence/verification": "quality auditor support admin",
  "GET /v1/setup": "inspector quality auditor support admin",
  "POST /v1/simulation": "admin",
  "DELETE /v1/simulation": "admin",
  "GET /v1/dead-letters/{id}/photo": "auditor support admin",
  "GET /v1/alerts": "inspector quality auditor support admin",
  "POST /v1/alerts/{id}/acknowledgement": "inspector quality support admin",
  "GET /v1/dead-letters": "auditor support admin",
  "POST /v1/dead-letters/{id}/redrive": "support admin",
  "GET /metrics": "support admin",
};
/** What they do is tested in session.route.test.ts. */
const SIGNING_IN = ["POST /v1/session", "DELETE /v1/session"];
const OPEN = Object.keys(ACCESS).filter((route) => ACCESS[route] === "open");

const HOUR_MS = 3_600_000;
const SAME = { "Sec-Fetch-Site": "same-origin" };

let test: Awaited<ReturnType<typeof createTestApi>>;
/** How each caller shows who they are. */
let cookies: Record<Role, string>;
const NOBODY = [
  "nobody",
  "a revoked token",
  "a session that has ended",
  "a session of a revoked token",
  "a session of somebody made inactive",
] as const;
let nobodies: Record<(typeof NOBODY)[number], Record<string, string>>;

beforeAll(async () => {
  test = await createTestApi({
    dashboard: { page: async () => new Uint8Array(1), asset: async () => new Uint8Array(1) },
    docsAssets: { script: async () => new Uint8Array(1), style: async () => new Uint8Array(1) },
  });
  const { call, secrets, memory } = test;
  async function signIn(credentials: object): Promise<string> {
    const response = await call(undefined, "POST", "/v1/session", credentials, SAME);
    return response.headers.get("set-cookie")?.split(";")[0] ?? "";
  }
  async function token() {
    return (await call("admin", "POST", "/v1/tokens", { name: "gone", role: "admin" })).json();
  }

  const person = { name: "Eva", role: "admin", password: "four words in a row" };
  await call("admin", "POST", "/v1/people", person);
  const ended = await signIn({ name: person.name, password: person.password });
  test.wait(HOUR_MS);
  const leaving = { ...person, name: "Leo" };
  const { id } = await (await call("admin", "POST", "/v1/people", leaving)).json();
  const inactive = await signIn({ name: leaving.name, password: leaving.password });
  await call("admin", "PATCH", `/v1/people/${id}`, { active: false });
  const [revoked, signedIn] = [await token(), await token()];
  const ofRevoked = await signIn({ token: signedIn.token });
  for (const one of [revoked, signedIn]) await memory.tokens.revoke(one.id);
  nobodies = {
    nobody: {},
    "a revoked token": { Authorization: `Bearer ${revoked.token}` },
    "a session that has ended": { Cookie: ended, ...SAME },
    "a session of a revoked token": { Cookie: ofRevoked, ...SAME },
    "a session of somebody made inactive": { Cookie: inactive, ...SAME },
  };
  cookies = {} as Record<Role, string>;
  for (const role of ROLES) cookies[role] = await signIn({ token: secrets[role] });
});

function request(role: Role | undefined, route: string, headers = {}) {
  const [method = "", path = ""] = route.split(" ");
  return test.call(
    role,
    method,
    path.replaceAll(/\{(id|inspectionId)\}/g, "01ARZ3NDEKTSV4RRFFQ69G5FAV").replace("{name}", "app.js"),
    method === "GET" || method === "DELETE" ? undefined : {},
    headers,
  );
}

describe("the table of roles", () => {
  it("has exactly the routes that are registered", () => {
    const registered = test.api.routes.filter(({ method }) => method !== "ALL");

    const routes = new Set(registered.map(({ method, path }) => routeKey(method, path)));

    expect([...routes].sort()).toEqual(Object.keys(ACCESS).sort());
  });

  it("has every route of the OpenAPI document", async () => {
    const document = await (await request(undefined, "GET /openapi.json")).json();

    const routes = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => routeKey(method, path)),
    );

    expect(routes.length).toBeGreaterThan(15);
    expect(routes.filter((route) => !(route in ACCESS))).toEqual([]);
  });

  const cases = Object.entries(ALLOWED).flatMap(([route, allowed]) =>
    ROLES.map((role) => [role, route, allowed.split(" ").includes(role)] as const),
  );
  function expectAccess(status: number, allowed: boolean): void {
    if (allowed) expect([401, 403, 405, 500]).not.toContain(status);
    else expect(status).toBe(403);
  }
  it.each(cases)("as %s with a token, on %s lets through: %s", async (role, route, allowed) => {
    expectAccess((await request(role, route)).status, allowed);
  });
  it.each(cases)("as %s in a browser, on %s lets through: %s", async (role, route, allowed) => {
    const browser = { Cookie: cookies[role], ...SAME };

    expectAccess((await request(undefined, route, browser)).status, allowed);
  });

  const refused = Object.keys(ALLOWED).flatMap((route) => NOBODY.map((who) => [who, route] as const));
  it.each(refused)("does not let %s use %s", async (who, route) => {
    const response = await request(undefined, route, nobodies[who]);

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm="partproof"/);
  });

  const changing = Object.keys(ALLOWED).filter((route) => !route.startsWith("GET "));
  it.each(changing)(
    "does not let a page from elsewhere use %s in the name of an administrator",
    async (route) => {
      const elsewhere = { Cookie: cookies.admin, "Sec-Fetch-Site": "same-site" };

      expect((await request(undefined, route, elsewhere)).status).toBe(403);
    },
  );

  it("is open for health and for pages that hold no data, and for nothing else", async () => {
    const pages = OPEN.filter((route) => !SIGNING_IN.includes(route));

    const statuses = await Promise.all(pages.map(async (route) => (await request(undefined, route)).status));

    expect(statuses).toEqual(pages.map(() => 200));
    expect(Object.keys(ALLOWED).sort()).toEqual(
      Object.keys(ACCESS)
        .filter((r) => !OPEN.includes(r))
        .sort(),
    );
    expect(pages.filter((route) => route.includes("/v1/") || route.includes("metrics"))).toEqual([]);
  });
});

describe("a route that nobody entered in the table", () => {
  it("is refused to everybody, also to an administrator", async () => {
    const { api, call } = await createTestApi();
    api.get("/v1/secrets", (c) => c.text("secret"));
    api.all("/v1/anything", (c) => c.text("secret"));

    const answers = await Promise.all([
      call("admin", "GET", "/v1/secrets"),
      call(undefined, "GET", "/v1/secrets"),
      call("admin", "GET", "/v1/anything"),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 401, 404]);
    expect(await Promise.all(answers.map((answer) => answer.text()))).not.toContain("secret");
  });
});

describe("a token", () => {
  it.each([
    ["unknown", "Bearer pp_unknown"],
    ["of another scheme", "Basic YTpi"],
    ["empty", "Bearer "],
    ["too long to be one", `Bearer ${"a".repeat(5000)}`],
    ["followed by something", "Bearer a b"],
  ])("that is %s is refused, and not repeated", async (_what, authorization) => {
    const { call, memory } = await createTestApi();

    const response = await call(undefined, "GET", "/v1/inspections", undefined, {
      Authorization: authorization,
    });

    const text = await response.text();
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="partproof", error="invalid_token"');
    expect(text).not.toContain("pp_unknown");
    expect(JSON.stringify(memory.telemetry.failures)).not.toContain("pp_unknown");
  });

  it("that was revoked opens nothing any more", async () => {
    const { call, memory } = await createTestApi();
    const inspector = (await memory.tokens.list()).find(({ role }) => role === "inspector");

    await memory.tokens.revoke(inspector?.id ?? "");

    expect((await call("inspector", "GET", "/v1/inspections")).status).toBe(401);
  });

  it("of the wrong role is told which role it takes", async () => {
    const response = await request("camera", "GET /v1/inspections");

    expect((await response.json()).detail).toMatch(
      /one of the roles inspector, quality, auditor, admin; .* role camera/,
    );
  });
});

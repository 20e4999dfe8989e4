import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { PartproofError } from "../../domain/errors.ts";
import { routeKey } from "./auth.ts";
import { inspectionAnswer } from "./documented.ts";
import { createNodeDocsAssets } from "./node-docs-assets.ts";
import { problemSchema } from "./problem.ts";
import { ACCESS } from "./roles.ts";

describe("the HTTP API", () => {
  it.each([
    ["GET", "/v1/nothing", 404],
    ["GET", "/v1", 404],
    ["DELETE", "/v1/inspections", 405],
    ["PUT", "/v1/images", 405],
    ["POST", "/healthz", 405],
  ])("answers %s %s with a problem and %i", async (method, path, status) => {
    const { call } = await createTestApi();

    const response = await call("admin", method, path);

    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, instance: path, requestId: expect.any(String) });
  });

  it("names the methods that a path knows", async () => {
    const { call } = await createTestApi();

    const response = await call("admin", "DELETE", "/v1/recipes");

    expect(response.headers.get("allow")?.split(", ").sort()).toEqual(["GET", "HEAD", "POST"]);
  });

  it.each(["/", "/healthz", "/v1/inspections", "/v1/nothing", "/docs"])(
    "guards the browser on %s",
    async (path) => {
      const { call } = await createTestApi({ docsAssets: createNodeDocsAssets() });

      const { headers } = await call("inspector", "GET", path, undefined, { Origin: "https://evil.example" });

      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("content-security-policy")).not.toMatch(/unsafe|http/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  it("carries the id of a request through, unless it is not fit for a log", async () => {
    const { call } = await createTestApi();

    const kept = await call(undefined, "GET", "/healthz", undefined, { "X-Request-Id": "plc-7" });
    const replaced = await call(undefined, "GET", "/healthz", undefined, { "X-Request-Id": "a b<script>" });

    expect(kept.headers.get("x-request-id")).toBe("plc-7");
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("the OpenAPI document", () => {
  async function read() {
    const { call } = await createTestApi();
    return (await call(undefined, "GET", "/openapi.json")).json();
  }

  it("is valid OpenAPI 3.1", async () => {
    const document = await read();

    const result = await new Validator().validate(document);

    expect(result.errors ?? []).toEqual([]);
    expect(document.openapi).toMatch(/^3\.1/);
  });

  it("says of every route who may call it and how it fails", async () => {
    const { paths } = await read();

    const operations = Object.entries<Record<string, { security: object[]; responses: object }>>(
      paths,
    ).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ route: routeKey(method, path), ...operation })),
    );

    expect(operations.length).toBeGreaterThan(15);
    for (const { route, security, responses } of operations) {
      const open = ACCESS[route] === "open";
      expect(security, route).toEqual(open ? [] : [{ token: [] }, { session: [] }]);
      expect(Object.keys(responses), route).toEqual(
        expect.arrayContaining(open ? ["500"] : ["401", "403", "500"]),
      );
    }
    expect(paths["/v1/images"].post.description).toMatch(/Roles: camera, admin\.$/);
    expect(Object.keys(paths["/v1/images"].post.responses)).toEqual(
      expect.arrayContaining(["200", "202", "400", "401", "403", "404", "413", "415", "500", "503", "507"]),
    );
  });
});

describe("the examples of the OpenAPI document", () => {
  it.each([
    ["camera", "/v1/images", "application/json", 202],
    ["quality", "/v1/recipes", "application/json", 201],
    ["quality", "/v1/recipes", "application/yaml", 201],
  ] as const)("as %s on %s as %s, are taken as they stand", async (role, path, type, status) => {
    const { call } = await createTestApi();
    const { paths } = await (await call(undefined, "GET", "/openapi.json")).json();

    const { example } = paths[path].post.requestBody.content[type];
    const response = await call(role, "POST", path, example, { "Content-Type": type });

    expect(response.status).toBe(status);
  });

  it("and its schemas fit what the API answers", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected();

    const one = await (await call("inspector", "GET", `/v1/inspections/${id}`)).json();
    const problem = await (await call("inspector", "GET", "/v1/inspections?limit=0")).json();

    expect(inspectionAnswer.strict().safeParse(one).error).toBeUndefined();
    expect(problemSchema.strict().safeParse(problem).error).toBeUndefined();
  });
});

describe("health and metrics", () => {
  it.each([
    ["ready", async () => true, 200, "ok"],
    ["not ready", async () => false, 503, "unavailable"],
    ["failing", () => Promise.reject(new Error("the disk at /var/lib is gone")), 503, "unavailable"],
  ])("say one word of a system that is %s", async (_what, ready, status, word) => {
    const { call } = await createTestApi({ ready });

    const response = await call(undefined, "GET", "/healthz");

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ status: word });
  });

  it("come as Prometheus reads them", async () => {
    const { call } = await createTestApi();

    const response = await call("support", "GET", "/metrics");

    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toBe("partproof_photos_total 1\n");
  });
});

describe("what support sees", () => {
  it("is every photo in as a verdict, a dead letter or still in the line", async () => {
    const { call, inspected } = await createTestApi({
      recognize: () => {
        throw new PartproofError("not-found", "There is no model screws.");
      },
    });
    const id = await inspected();

    const before = await (await call("support", "GET", "/v1/reconciliation")).json();
    const letters = await (await call("support", "GET", "/v1/dead-letters")).json();
    const redriven = await call("support", "POST", `/v1/dead-letters/${id}/redrive`);
    const after = await (await call("support", "GET", "/v1/reconciliation")).json();

    expect(before).toMatchObject({ received: 1, deadLetters: 1, inProgress: 0, unaccounted: 0 });
    expect(letters.items).toMatchObject([{ inspectionId: id, reason: "There is no model screws." }]);
    expect(redriven.status).toBe(202);
    expect(after).toMatchObject({ deadLetters: 0, inProgress: 1, unaccounted: 0 });
  });

  it("cannot redrive what is no dead letter", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected();

    expect((await call("support", "POST", `/v1/dead-letters/${id}/redrive`)).status).toBe(404);
  });

  it("has the models by name", async () => {
    const { call, memory } = await createTestApi();
    await memory.models.put("screws", new Uint8Array(3), "2026-03-01T08:00:00Z");

    const { items } = await (await call("quality", "GET", "/v1/models")).json();

    expect(items).toMatchObject([{ name: "screws", bytes: 3 }]);
  });
});

describe("the pages", () => {
  it.each([
    ["/docs", "text/html"],
    ["/docs/docs.js", "text/javascript"],
    ["/docs/swagger-ui.js", "text/javascript"],
    ["/docs/swagger-ui.css", "text/css"],
  ])("serve %s, and fetch nothing from elsewhere", async (path, type) => {
    const { call } = await createTestApi({ docsAssets: createNodeDocsAssets() });

    const response = await call(undefined, "GET", path);

    const text = await response.text();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, `${type}; charset=utf-8`]);
    if (type === "text/html") expect(text).not.toMatch(/https?:|<script>|style=|onclick/);
  });

  it("say so where there is no API reference", async () => {
    const { call } = await createTestApi();

    expect((await call(undefined, "GET", "/docs")).status).toBe(404);
  });
});

import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../../test/support/test-http-api.ts";
import type { DashboardFiles } from "./dashboard-files.ts";

const text = (content: string) => new Uint8Array(new TextEncoder().encode(content));
const files: DashboardFiles = {
  page: async () => text("<!doctype html>"),
  asset: async (name) => (name === "app-1.js" || name === "secret.env" ? text("1") : undefined),
};

async function get(path: string, options: { accept?: string; dashboard?: DashboardFiles | undefined } = {}) {
  const { accept = "text/html,*/*;q=0.8" } = options;
  const dashboard = "dashboard" in options ? options.dashboard : files;
  const { call } = await createTestApi(dashboard ? { dashboard } : {});
  return call(undefined, "GET", path, undefined, { Accept: accept });
}

describe("the dashboard", () => {
  it.each(["/", "/inspections/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/settings", "/no-such-page"])(
    "is one page at %s, under a policy that runs only files of this server",
    async (path) => {
      const response = await get(path);

      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(response.headers.get("cache-control")).toBe("no-cache");
      const policy = response.headers.get("content-security-policy");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|https?:/);
    },
  );

  it.each(["/v1/nothing", "/docs/nothing", "/assets/nothing.js", "/assets/..%2f..%2fpackage.json"])(
    "does not stand in for what is missing at %s",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it("tells programs that a path leads nowhere", async () => {
    const response = await get("/settings", { accept: "*/*" });

    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      "application/problem+json",
    ]);
  });

  it("lets a browser keep files, whose names change with their content", async () => {
    const response = await get("/assets/app-1.js");

    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  it("gives out only what a page is made of", async () => {
    expect((await get("/assets/secret.env")).status).toBe(404);
  });

  it("may be absent", async () => {
    const response = await get("/", { dashboard: undefined });

    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      "application/problem+json",
    ]);
  });
});

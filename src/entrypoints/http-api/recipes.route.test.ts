import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { fourScrews } from "../../../test/support/test-platform.ts";

const YAML = `
id: board
version: 1
title: Board
recognizer: { kind: embedded, model: boards }
parts:
  - { label: chip, count: 2 }
`;

describe("publishing a recipe", () => {
  it("takes JSON, says who published it, and never changes a version", async () => {
    const { call } = await createTestApi();
    const second = { ...fourScrews, version: 2, title: "Block, second version" };

    const published = await call("quality", "POST", "/v1/recipes?reason=new+screws", second);
    const again = await call("quality", "POST", "/v1/recipes", second);
    const changed = await call("quality", "POST", "/v1/recipes", { ...second, title: "Changed" });

    expect([published.status, again.status, changed.status]).toEqual([201, 200, 409]);
    expect(published.headers.get("location")).toBe("/v1/recipes/block?version=2");
    expect(await published.json()).toMatchObject({ recipe: { version: 2 }, publishedBy: "Ana (quality)" });
  });

  it("takes YAML", async () => {
    const { call } = await createTestApi();

    const response = await call("quality", "POST", "/v1/recipes", YAML, {
      "Content-Type": "application/yaml; charset=utf-8",
    });

    expect(response.status).toBe(201);
    expect((await response.json()).recipe).toMatchObject({
      id: "board",
      parts: [{ label: "chip", count: 2 }],
    });
  });

  it("names every fault of a wrong recipe", async () => {
    const { call } = await createTestApi();

    const response = await call("quality", "POST", "/v1/recipes", { ...fourScrews, version: 0, partz: [] });

    expect(response.status).toBe(400);
    expect((await response.json()).faults).toMatchObject([
      { path: "version", expected: "at least 1", received: "0" },
      { path: "partz" },
    ]);
  });

  it("shows the first hundred faults of a recipe with more, and stays short", async () => {
    const { call } = await createTestApi();
    const parts = Array.from({ length: 400 }, () => ({ label: 7 }));

    const response = await call("quality", "POST", "/v1/recipes", { ...fourScrews, parts });

    const text = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(text).faults).toHaveLength(100);
    expect(text.length).toBeLessThan(20_000);
  });

  const aliases = Array.from(
    { length: 12 },
    (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`,
  );
  it.each([
    ["broken JSON", "{", "application/json"],
    ["broken YAML", "a: [", "application/yaml"],
    ["nothing", "", "application/yaml"],
    ["YAML that stands for a billion words", `a0: &a0 [x]\n${aliases.join("\n")}`, "application/yaml"],
    ["YAML nested very deep", "[".repeat(20_000), "application/yaml"],
    ["whole YAML nested very deep", "[".repeat(5000) + "]".repeat(5000), "application/yaml"],
    ["JSON nested very deep", "[".repeat(400_000) + "]".repeat(400_000), "application/json"],
    ["JSON with a hidden prototype", '{"__proto__":{"id":"x"}}', "application/json"],
  ])("refuses %s", async (_what, body, type) => {
    const { call, memory } = await createTestApi();

    const response = await call("quality", "POST", "/v1/recipes", body, { "Content-Type": type });

    expect(response.status).toBe(400);
    expect(memory.telemetry.failures).toEqual([]);
  });

  it("takes nothing but JSON and YAML", async () => {
    const { call } = await createTestApi();

    const response = await call("quality", "POST", "/v1/recipes", YAML, { "Content-Type": "text/html" });

    expect(response.status).toBe(415);
    expect((await response.json()).detail).toMatch(/application\/yaml; received text\/html/);
  });
});

describe("reading recipes", () => {
  it("lists the highest versions and gets the one that is asked for", async () => {
    const { call } = await createTestApi();
    await call("quality", "POST", "/v1/recipes", { ...fourScrews, version: 2 });

    const list = await (await call("inspector", "GET", "/v1/recipes")).json();
    const newest = await (await call("inspector", "GET", "/v1/recipes/block")).json();
    const first = await (await call("inspector", "GET", "/v1/recipes/block?version=1")).json();

    expect(list.items).toMatchObject([{ recipe: { id: "block", version: 2 } }]);
    expect([newest.recipe.version, first.recipe.version]).toEqual([2, 1]);
  });

  it.each([
    ["/v1/recipes/other", 404],
    ["/v1/recipes/block?version=9", 404],
    ["/v1/recipes/block?version=x", 400],
    ["/v1/recipes/..%2Fblock", 400],
  ])("answers %s with %i", async (path, status) => {
    const { call } = await createTestApi();

    expect((await call("inspector", "GET", path)).status).toBe(status);
  });

  it("serves a JSON Schema whose patterns carry no flags that JSON Schema does not know", async () => {
    const { call } = await createTestApi();

    const schema = await (await call("inspector", "GET", "/v1/recipes/schema.json")).json();

    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      required: ["id", "version", "title", "recognizer", "parts"],
    });
    expect(new RegExp(schema.properties.id.pattern, "u").test("Block-1")).toBe(true);
    expect(new RegExp(schema.properties.id.pattern, "u").test("../Block")).toBe(false);
  });
});

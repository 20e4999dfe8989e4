import { describe, expect, it } from "vitest";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";
import { fourScrews, screws } from "../../../test/support/test-platform.ts";
import type { Replay } from "../../domain/replay.ts";

const threeScrews = { ...fourScrews, version: 2, parts: [{ label: "screw", count: { min: 3 } }] };

/** A line on which widgets had so many screws; and what ends a replay. */
async function inspectedLine(counts: readonly number[]) {
  const seen = [...counts];
  let current = 0;
  const test = await createTestApi({ recognize: () => screws(current) });
  const ids: string[] = [];
  for (const [i, count] of seen.entries()) {
    current = count;
    ids.push(await test.inspected({ ...(await handIn(100 + i)), fileName: `SN${i}.jpg` }));
    test.wait(1000);
  }
  async function ended(id: string): Promise<Replay> {
    for (let tries = 0; tries < 500; tries += 1) {
      const replay: Replay = await (await test.call("auditor", "GET", `/v1/replays/${id}`)).json();
      if (replay.state !== "running") return replay;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`The replay ${id} did not end.`);
  }
  return { ...test, ids, ended };
}

describe("replaying over HTTP", () => {
  it("runs in the background, and says what it came to", async () => {
    const { call, ended, ids } = await inspectedLine([3, 4, 3]);
    const decision = { decision: "overrule", verdict: "pass", reason: "Three are enough." };
    await call("inspector", "POST", `/v1/inspections/${ids[0]}/dispositions`, decision);

    const started = await call("quality", "POST", "/v1/recipes/block/replay?line=line-1", threeScrews);
    const replay = await ended((await started.json()).id);
    const { items } = await (await call("auditor", "GET", `/v1/replays/${replay.id}/flips`)).json();

    expect(started.status).toBe(202);
    expect(started.headers.get("location")).toBe(`/v1/replays/${replay.id}`);
    expect(replay).toMatchObject({
      state: "done",
      by: "Ana (quality)",
      range: { line: "line-1" },
      total: 3,
      tally: { replayed: 3, flips: 2, decided: 1, unconfirmedPasses: 1 },
      worse: true,
      reasons: ["1 that did not pass would pass, and nobody has said that it is good"],
    });
    expect(items).toMatchObject([
      { inspectionId: ids[2], before: { verdict: "fail" }, after: { verdict: "pass" }, unconfirmed: true },
      { inspectionId: ids[0], decision: { by: "Ana (inspector)" }, agrees: true, unconfirmed: false },
    ]);
  });

  it("draws the photo of a flip as the changed recipe judges it", async () => {
    const { call, ended, ids } = await inspectedLine([3]);
    const { id } = await (await call("quality", "POST", "/v1/recipes/block/replay", threeScrews)).json();
    await ended(id);

    const then = await call("quality", "GET", `/v1/inspections/${ids[0]}/analyzed`);
    const now = await call("quality", "GET", `/v1/replays/${id}/flips/${ids[0]}/analyzed`);
    const small = await call("quality", "GET", `/v1/replays/${id}/flips/${ids[0]}/analyzed?width=64`);
    const none = await call("quality", "GET", `/v1/replays/${id}/flips/other/analyzed`);

    expect([now.headers.get("content-type"), small.headers.get("content-type")]).toEqual([
      "image/jpeg",
      "image/webp",
    ]);
    expect(Buffer.from(await now.arrayBuffer()).equals(Buffer.from(await then.arrayBuffer()))).toBe(false);
    expect(none.status).toBe(404);
  });

  it("lets one run at a time, and stops it when somebody says so", async () => {
    const { call } = await inspectedLine([3, 3]);

    const first = await (await call("quality", "POST", "/v1/recipes/block/replay", threeScrews)).json();
    const second = await call("quality", "POST", "/v1/recipes/block/replay", threeScrews);
    const removed = await call("quality", "DELETE", `/v1/replays/${first.id}`);
    const after = await call("quality", "GET", `/v1/replays/${first.id}`);
    const third = await call("quality", "POST", "/v1/recipes/block/replay", threeScrews);

    expect([second.status, removed.status, after.status, third.status]).toEqual([503, 204, 404, 202]);
  });

  it("says why it failed", async () => {
    const { call, platform, ended } = await inspectedLine([3]);
    platform.recognizers = {};

    const { id } = await (await call("quality", "POST", "/v1/recipes/block/replay", threeScrews)).json();

    expect(await ended(id)).toMatchObject({
      state: "failed",
      failure: expect.stringMatching(/asks for the recognizer "embedded"/),
    });
  });

  it.each([
    ["another recipe than the path", "/v1/recipes/other/replay", threeScrews, 400],
    ["a recipe with faults", "/v1/recipes/block/replay", { id: "block" }, 400],
    ["a time that is none", "/v1/recipes/block/replay?from=yesterday", threeScrews, 400],
  ])("refuses %s", async (_what, path, body, status) => {
    const { call } = await createTestApi();

    expect((await call("quality", "POST", path, body)).status).toBe(status);
  });

  it("is not there where the process does not live on", async () => {
    const { call } = await createTestApi({ withoutReplays: true });

    const response = await call("quality", "POST", "/v1/recipes/block/replay", threeScrews);

    expect(response.status).toBe(404);
    expect((await response.json()).detail).toMatch(/partproof replay/);
  });
});

describe("publishing a changed recipe", () => {
  it("is refused when it does worse, and says what, until somebody gives a reason", async () => {
    const { call } = await inspectedLine([3, 4]);

    const refused = await call("quality", "POST", "/v1/recipes", threeScrews);
    const published = await call("quality", "POST", "/v1/recipes?reason=Three+are+enough", threeScrews);
    const { items } = await (await call("inspector", "GET", "/v1/recipes/block/versions")).json();

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      type: "urn:partproof:problem:worse-recipe",
      detail: expect.stringMatching(/newest 2 inspections, 1 that did not pass would pass, and nobody/),
    });
    expect(published.status).toBe(201);
    expect(items).toMatchObject([
      { recipe: { version: 2 }, reason: "Three are enough" },
      { recipe: { version: 1 } },
    ]);
  });

  it("needs no reason when nothing gets worse", async () => {
    const { call } = await inspectedLine([3, 4]);

    const published = await call("quality", "POST", "/v1/recipes", {
      ...fourScrews,
      version: 2,
      title: "New",
    });

    expect(published.status).toBe(201);
  });
});

import { describe, expect, it } from "vitest";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";
import { fourScrews, screws } from "../../../test/support/test-platform.ts";
import { processNext } from "../../flow/process-next.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";

describe("the compact answer for a PLC", () => {
  it("is the verdict, small and flat", async () => {
    const { call, platform } = await createTestApi({ recognize: () => screws(3) });

    const answering = call("camera", "POST", "/v1/images?wait=10&answer=compact", await handIn());
    while ((await processNext(platform)) === "idle") await new Promise((resolve) => setTimeout(resolve, 5));
    const response = await answering;

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      verdict: "fail",
      reason: "wrong-parts",
      inspectionId: expect.any(String),
      recipe: "block@1",
      line: "line-1",
      serial: "SN1",
      problems: 1,
      text: "screw missing (3 of 4)",
      at: expect.any(String),
    });
  });

  it("is review when the time is over, in time, and the verdict when the same photo comes again", async () => {
    const { call, platform } = await createTestApi();
    const started = performance.now();

    const late = await call("camera", "POST", "/v1/images?wait=0.2&answer=compact", await handIn());
    const tookMs = performance.now() - started;
    await processNext(platform);
    const again = await call("camera", "POST", "/v1/images?wait=0.2&answer=compact", await handIn());

    expect(late.status).toBe(200);
    expect(await late.json()).toMatchObject({
      verdict: "review",
      reason: "no-verdict-in-time",
      serial: "SN1",
    });
    expect(tookMs).toBeGreaterThan(190);
    expect(tookMs).toBeLessThan(1000);
    expect(await again.json()).toMatchObject({ verdict: "pass", reason: "complete" });
  });

  it("comes within what the recipe allows, however long the caller would wait", async () => {
    const { call, platform } = await createTestApi();
    const recipe = { ...fourScrews, version: 2, answerWithinMs: 100 };
    await publishRecipe(platform, recipe, { publishedBy: "test" });
    const started = performance.now();

    const patient = await call("camera", "POST", "/v1/images?wait=30&answer=compact", await handIn(90));
    const silent = await call("camera", "POST", "/v1/images?answer=compact", await handIn(91));

    expect(performance.now() - started).toBeLessThan(3000);
    for (const response of [patient, silent]) {
      expect(await response.json()).toMatchObject({ verdict: "review", reason: "no-verdict-in-time" });
    }
  });

  it("comes within what a call may take here, however long recipe and caller would wait", async () => {
    const { call, platform } = await createTestApi({ maxWaitSeconds: 0.1 });
    const recipe = { ...fourScrews, version: 2, answerWithinMs: 20_000 };
    await publishRecipe(platform, recipe, { publishedBy: "test" });
    const started = performance.now();

    const patient = await call("camera", "POST", "/v1/images?wait=30&answer=compact", await handIn(90));
    const silent = await call("camera", "POST", "/v1/images?answer=compact", await handIn(91));

    expect(performance.now() - started).toBeLessThan(3000);
    expect([patient.status, silent.status]).toEqual([200, 200]);
  });

  it("says that a photo was given up, at once", async () => {
    const { call, platform } = await createTestApi();
    const { inspectionId } = await (await call("camera", "POST", "/v1/images", await handIn())).json();
    await platform.queue.bury(inspectionId, "the recognizer broke", platform.now());

    const response = await call("camera", "POST", "/v1/images?wait=20&answer=compact", await handIn());

    expect(await response.json()).toMatchObject({ verdict: "review", reason: "given-up", inspectionId });
  });

  it("is refused where nobody says how long to wait", async () => {
    const { call } = await createTestApi();

    const response = await call("camera", "POST", "/v1/images?answer=compact", await handIn());

    expect(response.status).toBe(400);
    expect((await response.json()).detail).toMatch(/\?wait=SECONDS/);
  });
});

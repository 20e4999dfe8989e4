import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { unsureOfOne } from "../../../test/support/test-platform.ts";

async function apiWithReviews(photos: number) {
  const test = await createTestApi({ recognize: unsureOfOne });
  const ids: string[] = [];
  for (let i = 0; i < photos; i++) {
    ids.push(await test.inspected({ fileName: `SN${i}.jpg` }));
    test.wait(1000);
  }
  const next = async (body: object = {}) =>
    (await test.call("inspector", "POST", "/v1/reviews/next", body)).json();
  return { ...test, ids, next };
}

describe("the review queue over HTTP", () => {
  it("hands out the oldest of the same risk with what is at stake, and says how many wait", async () => {
    const { ids, next } = await apiWithReviews(2);

    const { review, ...stats } = await next();

    expect(review).toMatchObject({
      reason: "review",
      risks: [{ code: "part-uncertain", part: "screw", mayBeMissing: true, confidence: 0.5 }],
      inspection: { id: ids[0], verdict: "review" },
      until: "2026-03-01T08:02:02.000Z",
    });
    expect(stats).toMatchObject({ waiting: 2, held: 1, samples: 0 });
  });

  it("lists what waits, and who is looking at it", async () => {
    const { call, ids, next } = await apiWithReviews(2);
    await next();

    const listed = await (await call("support", "GET", "/v1/reviews?limit=1")).json();

    expect(listed).toMatchObject({ waiting: 2, held: 1, oldestQueuedAt: "2026-03-01T08:00:00.000Z" });
    expect(listed.items).toEqual([
      {
        inspectionId: ids[0],
        reason: "review",
        queuedAt: "2026-03-01T08:00:00.000Z",
        heldBy: "Ana (inspector)",
        heldUntil: "2026-03-01T08:02:02.000Z",
      },
    ]);
  });

  it("takes a decision under its claim, and lets it be taken back and the review be claimed again", async () => {
    const { call, ids, next } = await apiWithReviews(1);
    const { review } = await next();
    const at = `/v1/inspections/${ids[0]}/dispositions`;
    const decision = {
      decision: "overrule",
      verdict: "pass",
      reason: "Every screw is there.",
      claim: review.claim,
    };

    const decided = await call("inspector", "POST", at, decision);
    const empty = await next();
    const withdrawn = await call("inspector", "POST", `${at}/withdrawal`, { reason: "The wrong key." });
    const again = await call("inspector", "POST", `/v1/reviews/${ids[0]}/claim`);

    expect([decided.status, withdrawn.status, again.status]).toEqual([201, 201, 200]);
    expect(empty).toEqual({ waiting: 0, held: 0, samples: 0 });
    expect((await withdrawn.json()).dispositions).toMatchObject([
      { decision: "overrule", by: "Ana (inspector)" },
      { decision: "withdrawn", by: "Ana (inspector)", reason: "The wrong key." },
    ]);
  });

  it("renews a claim, gives it back, and refuses one that another has by now", async () => {
    const { call, ids, next, wait } = await apiWithReviews(1);
    const { review } = await next();
    const at = `/v1/reviews/${ids[0]}/claim`;
    wait(60_000);

    const renewed = await call("inspector", "PUT", at, { claim: review.claim });
    const released = await call("inspector", "DELETE", `${at}?claim=${review.claim}`);
    const byAnother = await call("quality", "POST", at);
    const lost = await call("inspector", "PUT", at, { claim: review.claim });
    const taken = await call("inspector", "POST", at);

    expect(await renewed.json()).toEqual({ until: "2026-03-01T08:03:01.000Z" });
    expect([released, byAnother, lost, taken].map(({ status }) => status)).toEqual([204, 200, 409, 409]);
    expect((await lost.json()).detail).toMatch(/run out/);
  });

  it("passes over what was skipped, and checks what it is sent", async () => {
    const { call, ids, next } = await apiWithReviews(2);

    const { review } = await next({ except: [ids[0]] });
    const tooMany = await call("inspector", "POST", "/v1/reviews/next", { except: Array(501).fill("a") });
    const unknown = await call("inspector", "POST", "/v1/reviews/next", { skip: [] });

    expect(review.inspection.id).toBe(ids[1]);
    expect([tooMany.status, unknown.status]).toEqual([400, 400]);
  });
});

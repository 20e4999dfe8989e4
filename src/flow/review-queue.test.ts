import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  screws,
  submission,
  unsureOfOne,
} from "../../test/support/test-platform.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { reviewInspection, withdrawDecision } from "./review-inspection.ts";
import { claimReview, queueSamples, releaseReview, renewReview } from "./review-queue.ts";

/** `unsure`: one screw of four is seen, but not surely, so that the verdict is review. */
async function lineThatSees(seen: "unsure" | "all") {
  const detections = seen === "all" ? screws(4) : unsureOfOne();
  const test = createTestPlatform({ recognize: () => detections });
  await publishRecipe(test.platform, fourScrews, { publishedBy: "test" });
  async function inspected(serial: string): Promise<string> {
    const { receipt } = await receiveImage(test.platform, await submission({ sourceKey: serial }));
    await processNext(test.platform);
    test.wait(1000);
    return receipt.inspectionId;
  }
  return { ...test, inspected };
}

const missing = { decision: "agree", verdict: "fail", reason: "The screw is missing." } as const;
const mistake = "I hit the wrong key.";

describe("a review", () => {
  it("goes to one person, then the next one to the next, with what is at stake", async () => {
    const { platform, inspected } = await lineThatSees("unsure");
    const ids = [await inspected("a"), await inspected("b")];

    const first = await claimReview(platform, { by: "Ana" });
    const second = await claimReview(platform, { by: "Ben" });
    const third = await claimReview(platform, { by: "Cleo" });

    expect([first?.inspection.id, second?.inspection.id, third]).toEqual([...ids, undefined]);
    expect(first?.inspection.verdict).toBe("review");
  });

  it("that was decided is gone for everybody, and counted with the person's name", async () => {
    const { platform, inspected, memory } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    const review = await claimReview(platform, { by: "Ana" });

    const decided = await reviewInspection(
      platform,
      { ...missing, inspectionId, by: "Ana" },
      review?.claimId,
    );

    expect(decided.dispositions).toMatchObject([{ by: "Ana", verdict: "fail" }]);
    expect(await claimReview(platform, { by: "Ben" })).toBeUndefined();
    expect(memory.telemetry.events).toContainEqual({ event: "review-claimed", inspectionId, by: "Ana" });
  });

  it("whose claim was lost to somebody else is not decided, and says who has it", async () => {
    const { platform, inspected, wait } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    const anas = await claimReview(platform, { by: "Ana" });
    wait(121_000);
    const bens = await claimReview(platform, { by: "Ben" });

    const late = reviewInspection(platform, { ...missing, inspectionId, by: "Ana" }, anas?.claimId);
    await expect(late).rejects.toMatchObject({ code: "conflict", message: /run out.*somebody else/s });
    await reviewInspection(platform, { ...missing, inspectionId, by: "Ben" }, bens?.claimId);
    const later = reviewInspection(platform, { ...missing, inspectionId, by: "Ana" }, anas?.claimId);

    await expect(later).rejects.toMatchObject({ code: "conflict", message: /Ben decided on it: fail/ });
    expect((await platform.records.get(inspectionId))?.dispositions).toHaveLength(1);
  });

  it("that is decided twice by the same words, because an answer was lost, is decided once", async () => {
    const { platform, inspected } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    const review = await claimReview(platform, { by: "Ana" });
    const decision = { ...missing, inspectionId, by: "Ana" };

    await reviewInspection(platform, decision, review?.claimId);
    const again = await reviewInspection(platform, decision, review?.claimId);

    expect(again.dispositions).toHaveLength(1);
  });

  it("is kept by renewing, and refused to be renewed once somebody else has it", async () => {
    const { platform, inspected, wait } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    const claimId = (await claimReview(platform, { by: "Ana" }))?.claimId ?? "";

    wait(100_000);
    await renewReview(platform, { inspectionId, claimId });
    wait(100_000);
    const whileKept = await claimReview(platform, { by: "Ben" });
    wait(21_000);
    const afterwards = await claimReview(platform, { by: "Ben" });

    expect([whileKept, afterwards?.inspection.id]).toEqual([undefined, inspectionId]);
    await expect(renewReview(platform, { inspectionId, claimId })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("that is given back goes to the next who asks, and what is skipped to the others only", async () => {
    const { platform, inspected } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    const claimId = (await claimReview(platform, { by: "Ana" }))?.claimId ?? "";

    await releaseReview(platform, { inspectionId, claimId }, "Ana");

    expect(await claimReview(platform, { by: "Ana", except: [inspectionId] })).toBeUndefined();
    expect((await claimReview(platform, { by: "Ben" }))?.inspection.id).toBe(inspectionId);
  });

  it("that somebody decided on without the queue is passed over, also where a crash left it there", async () => {
    const { platform, inspected, memory } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    await reviewInspection(platform, { ...missing, inspectionId, by: "Ben" });
    memory.reviews.decideNow(inspectionId, false);

    expect(await claimReview(platform, { by: "Ana" })).toBeUndefined();
    expect(await platform.reviews.stats(platform.now())).toMatchObject({ waiting: 0 });
  });
});

describe("taking a decision back", () => {
  it("adds an entry, erases nothing, and brings the review back", async () => {
    const { platform, inspected } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    await reviewInspection(platform, { ...missing, inspectionId, by: "Ana" });

    const withdrawn = await withdrawDecision(platform, { inspectionId, by: "Ana", reason: mistake });

    expect(withdrawn.dispositions).toMatchObject([
      { by: "Ana", decision: "agree" },
      { by: "Ana", decision: "withdrawn", reason: mistake },
    ]);
    expect((await platform.vault.head()).sequence).toBe(4);
    expect((await claimReview(platform, { by: "Ana", only: inspectionId }))?.inspection.id).toBe(
      inspectionId,
    );
  });

  it("is for one's own decision alone, and only while one holds", async () => {
    const { platform, inspected } = await lineThatSees("unsure");
    const inspectionId = await inspected("a");
    const nothingYet = withdrawDecision(platform, { inspectionId, by: "Ana", reason: mistake });
    await expect(nothingYet).rejects.toMatchObject({ code: "conflict" });
    await reviewInspection(platform, { ...missing, inspectionId, by: "Ben" });

    const anothers = withdrawDecision(platform, { inspectionId, by: "Ana", reason: mistake });

    await expect(anothers).rejects.toMatchObject({ code: "conflict", message: /only Ben can take it back/ });
  });
});

describe("samples", () => {
  it("wait for a person like reviews, each once, and not when decided already", async () => {
    const { platform, inspected } = await lineThatSees("all");
    const [one, two, decided] = [await inspected("a"), await inspected("b"), await inspected("c")];
    await reviewInspection(platform, {
      ...{ decision: "agree", verdict: "pass", reason: "Every part is there.", by: "Ben" },
      inspectionId: decided,
    });

    const added = [await queueSamples(platform, [one, two, decided]), await queueSamples(platform, [one])];

    expect(added).toEqual([2, 0]);
    expect(await claimReview(platform, { by: "Ana" })).toMatchObject({
      item: { inspectionId: one, reason: "sample" },
      inspection: { verdict: "pass" },
    });
  });

  it("are refused for what is no inspection", async () => {
    const { platform } = await lineThatSees("all");

    await expect(queueSamples(platform, ["unknown"])).rejects.toMatchObject({ code: "not-found" });
  });
});

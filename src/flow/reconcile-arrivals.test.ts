import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import { PartproofError } from "../domain/errors.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { type Arrival, reconcileArrivals } from "./reconcile-arrivals.ts";

async function* these(...arrivals: Arrival[]) {
  yield* arrivals;
}

describe("counting what arrived", () => {
  it("finds for each photo whether it is judged, dead or in the line, and names those that are none of it", async () => {
    let broken = false;
    const { platform, memory } = createTestPlatform({
      recognize: () => {
        if (broken) throw new PartproofError("not-found", "There is no such model.");
        return screws(4);
      },
    });
    await publishRecipe(platform, fourScrews, { publishedBy: "test" });
    const receive = async (sourceKey: string) => {
      const { receipt } = await receiveImage(platform, await submission({ sourceKey }));
      return { name: sourceKey, inspectionId: receipt.inspectionId };
    };
    const judged = await receive("judged");
    await processNext(platform);
    broken = true;
    const dead = await receive("dead");
    await processNext(platform);
    const waiting = await receive("waiting");
    const lost = { name: "incoming/line-1/block/lost.jpg", inspectionId: "01ARZ3NDEKTSV4RRFFQ69G5FAV" };

    const result = await reconcileArrivals(platform, these(judged, dead, waiting, lost));

    expect(result).toMatchObject({
      arrived: 4,
      judged: 1,
      deadLetters: 1,
      inProgress: 1,
      unaccounted: 1,
      missing: [lost.name],
      overall: { received: 3, unaccounted: 0 },
    });
    expect(memory.telemetry.events.at(-1)).toEqual({
      event: "photos-reconciled",
      arrived: 4,
      unaccounted: 1,
      missing: [lost.name],
    });
  });
});

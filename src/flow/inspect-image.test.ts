import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../test/support/test-platform.ts";
import { PartproofError, UnusablePhotoError } from "../domain/errors.ts";
import { deliverNextMessage } from "./deliver-messages.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { reconcile } from "./reconcile.ts";
import { recoverSealedEntries } from "./record-entry.ts";

const by = { publishedBy: "test" };

async function lineWith(options: Parameters<typeof createTestPlatform>[0] = {}) {
  const line = createTestPlatform(options);
  await publishRecipe(line.platform, fourScrews, by);
  return line;
}

describe("a photo going through", () => {
  it("ends as a verdict, an analyzed photo and a sealed entry", async () => {
    const { platform } = await lineWith();
    await receiveImage(platform, await submission());

    const inspection = await processNext(platform);

    expect(inspection).toMatchObject({
      verdict: "pass",
      source: { serial: "SN1", line: "line-1" },
      recipe: { id: "block", version: 1 },
      findings: [{ label: "screw", state: "present", expected: 4, seen: 4 }],
      evidence: { sequence: 2, retainUntil: "2029-03-01T08:00:00.000Z" },
    });
    expect((await platform.vault.head()).sequence).toBe(2);
  });

  it("mails quality control about a failure, with the analyzed photo, once", async () => {
    const { platform, memory } = await lineWith({ recognize: () => screws(3) });
    await receiveImage(platform, await submission());
    await processNext(platform);

    while (await deliverNextMessage(platform));

    expect(memory.notifier.mails).toHaveLength(1);
    expect(memory.notifier.mails[0]?.message.subject).toMatch(/FAIL.*SN1/);
    expect(memory.notifier.mails[0]?.photo?.[0]).toBe(0xff);
  });

  it("is inspected once when it is delivered twice", async () => {
    const { platform } = await lineWith();
    const first = await receiveImage(platform, await submission());
    await processNext(platform);

    const second = await receiveImage(platform, await submission());

    expect(second).toMatchObject({ duplicate: true, receipt: { inspectionId: first.receipt.inspectionId } });
    expect(await processNext(platform)).toBe("idle");
  });

  it("is queued by the second delivery when the process died before queueing the first", async () => {
    const { platform } = await lineWith();
    const { enqueue } = platform.queue;
    platform.queue.enqueue = () => Promise.reject(new Error("killed"));
    await expect(receiveImage(platform, await submission())).rejects.toThrow("killed");
    platform.queue.enqueue = enqueue;

    await receiveImage(platform, await submission());

    expect(await processNext(platform)).toMatchObject({ verdict: "pass" });
  });

  it("goes to a person when the recognizer does not vouch for its look", async () => {
    const recognizer = { kind: "embedded", model: "screws", version: "1" };
    const reservations = ["the photo could not be aligned"];
    const { platform } = await lineWith({
      recognize: () => ({ detections: screws(4), recognizer, reservations }),
    });
    await receiveImage(platform, await submission());

    expect(await processNext(platform)).toMatchObject({ verdict: "review", reasons: reservations });
  });
});

describe("a file that is not a usable photo", () => {
  it.each([
    ["an empty file", new Uint8Array(), "empty"],
    ["a zip renamed .jpg", new TextEncoder().encode(`PK\u0003\u0004${"x".repeat(200)}`), "not-an-image"],
    ["a text", new TextEncoder().encode("hello there, this is no photo at all"), "not-an-image"],
  ])("%s is rejected with the reason, kept and counted", async (_what, photo, rejectReason) => {
    const { platform } = await lineWith();
    const { receipt } = await receiveImage(platform, await submission({ photo, extension: "bin" }));

    const inspection = await processNext(platform);

    expect(inspection).toMatchObject({ verdict: "rejected", rejectReason, findings: [] });
    expect(await platform.images.get(receipt.imageKey)).toEqual(photo);
    expect(await reconcile(platform)).toMatchObject({
      received: 1,
      verdicts: { rejected: 1 },
      unaccounted: 0,
    });
  });

  it("a truncated photo is rejected, and the next photo is unharmed", async () => {
    const { platform } = await lineWith();
    const whole = await jpeg();
    await receiveImage(
      platform,
      await submission({ photo: whole.subarray(0, whole.length - 60), sourceKey: "a" }),
    );
    await receiveImage(platform, await submission({ photo: whole, sourceKey: "b" }));

    const outcomes = [await processNext(platform), await processNext(platform)];

    expect(outcomes).toMatchObject([{ verdict: "rejected", rejectReason: "corrupt" }, { verdict: "pass" }]);
  });

  it("one with too many bytes is rejected without being read into memory", async () => {
    const { platform } = await lineWith();
    platform.settings.photoLimits = { ...platform.settings.photoLimits, maxBytes: 100 };
    platform.images.get = () => Promise.reject(new Error("read into memory"));
    await receiveImage(platform, await submission());

    expect(await processNext(platform)).toMatchObject({
      verdict: "rejected",
      rejectReason: "too-many-bytes",
    });
  });

  it("one for a recipe that nobody published is rejected", async () => {
    const { platform } = await lineWith();
    await receiveImage(platform, await submission({ recipeId: "unheard-of" }));

    expect(await processNext(platform)).toMatchObject({
      verdict: "rejected",
      rejectReason: "unknown-recipe",
      recipe: { id: "unheard-of", version: 0 },
    });
  });

  it("one that the recognizer refuses for good is rejected", async () => {
    const { platform } = await lineWith({
      recognize: () => {
        throw new UnusablePhotoError("refused-by-recognizer", "too dark");
      },
    });
    await receiveImage(platform, await submission());

    expect(await processNext(platform)).toMatchObject({ verdict: "rejected", reasons: ["too dark"] });
  });
});

describe("a platform that fails", () => {
  it("puts a photo back and tries again later", async () => {
    let failures = 2;
    const { platform, wait } = await lineWith({
      recognize: () => {
        if (failures-- > 0) throw new PartproofError("unavailable", "busy");
        return screws(4);
      },
    });
    await receiveImage(platform, await submission());

    const first = await processNext(platform);
    const tooSoon = await processNext(platform);
    wait(60_000);
    const second = await processNext(platform);
    wait(60_000);
    const third = await processNext(platform);

    expect([first, tooSoon, second]).toEqual(["failed", "idle", "failed"]);
    expect(third).toMatchObject({ verdict: "pass" });
  });

  it("buries a photo that no retry can help, and redriving it brings it back", async () => {
    let mended = false;
    const { platform } = await lineWith({
      recognize: () => {
        if (!mended) throw new PartproofError("not-found", "There is no model screws.");
        return screws(4);
      },
    });
    const { receipt } = await receiveImage(platform, await submission());
    await processNext(platform);
    const buried = await platform.queue.deadLetters(10);
    mended = true;
    await platform.queue.redrive(receipt.inspectionId, platform.now());

    expect(buried).toMatchObject([{ reason: "There is no model screws.", attempts: 1 }]);
    expect(await processNext(platform)).toMatchObject({ verdict: "pass" });
  });

  it("never gives a photo up because the disk is full", async () => {
    const { platform, wait } = await lineWith();
    await receiveImage(platform, await submission());
    const { put } = platform.images;
    platform.images.put = () => Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" }));
    for (let attempt = 0; attempt < 20; attempt++) {
      expect(await processNext(platform)).toBe("failed");
      wait(60_000);
    }
    platform.images.put = put;

    expect(await processNext(platform)).toMatchObject({ verdict: "pass" });
  });

  it("finishes what was sealed but not recorded, without a second inspection or mail", async () => {
    let looks = 0;
    const { platform, memory, wait } = await lineWith({
      recognize: () => {
        looks += 1;
        return screws(3);
      },
    });
    await receiveImage(platform, await submission());
    const { record } = platform.records;
    platform.records.record = () => Promise.reject(new Error("killed"));
    await processNext(platform);
    platform.records.record = record;
    wait(120_000);

    const inspection = await processNext(platform);
    while (await deliverNextMessage(platform));

    expect(inspection).toMatchObject({ verdict: "fail" });
    expect(looks).toBe(1);
    expect((await platform.vault.head()).sequence).toBe(2);
    expect(memory.notifier.mails).toHaveLength(1);
  });

  it("rebuilds a lost record store from the vault, without telling people again", async () => {
    const { platform } = await lineWith({ recognize: () => screws(3) });
    const { receipt } = await receiveImage(platform, await submission());
    await processNext(platform);
    const fresh = createTestPlatform();
    const rebuilt = { ...fresh.platform, vault: platform.vault, images: platform.images };

    const recovered = await recoverSealedEntries(rebuilt);

    expect(recovered).toBe(2);
    expect(await rebuilt.records.get(receipt.inspectionId)).toMatchObject({ verdict: "fail" });
    expect((await rebuilt.recipes.get("block"))?.recipe).toEqual(fourScrews);
    expect(await deliverNextMessage(rebuilt)).toBe(false);
  });

  it("inspects a photo once, also when a worker was stopped for longer than its lease", async () => {
    let slow = true;
    const { platform, wait } = await lineWith();
    await receiveImage(platform, await submission());
    const { put } = platform.images;
    let other: unknown;
    platform.images.put = async (...args) => {
      if (slow) {
        slow = false;
        wait(120_000);
        other = await processNext(platform);
      }
      return put(...args);
    };

    const stopped = await processNext(platform);

    expect(other).toMatchObject({ verdict: "pass" });
    expect(stopped).toBe("failed");
    expect((await platform.vault.head()).sequence).toBe(2);
  });

  it("refuses new photos when too many wait", async () => {
    const { platform } = await lineWith({ maxWaiting: 1 });
    await receiveImage(platform, await submission({ sourceKey: "a" }));

    const refused = receiveImage(platform, await submission({ sourceKey: "b" }));

    await expect(refused).rejects.toMatchObject({ code: "overloaded", retryable: true });
  });
});

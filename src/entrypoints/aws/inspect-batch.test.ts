import type { SQSRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { objectCreated, sqsEvent } from "../../../test/support/aws-events.ts";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../../test/support/test-platform.ts";
import { PartproofError } from "../../domain/errors.ts";
import type { Inspection } from "../../domain/inspection.ts";
import { publishRecipe } from "../../flow/publish-recipe.ts";
import { receiveImage } from "../../flow/receive-image.ts";
import { reconcile } from "../../flow/reconcile.ts";
import { type InspectDeps, inspectBatch } from "./inspect-batch.ts";

const KEY = "incoming/line-1/block/SN1.jpg";

/** The inspect Lambda on memory adapters: photos by key and version, and what it sent anywhere. */
async function lambda(options: Parameters<typeof createTestPlatform>[0] = {}) {
  const test = createTestPlatform(options);
  await publishRecipe(test.platform, fourScrews, { publishedBy: "test" });
  const photos = new Map<string, { bytes: Uint8Array; metadata?: Record<string, string> }>([
    [KEY, { bytes: await jpeg() }],
  ]);
  const published: Inspection[] = [];
  const dead: { body: string; inspectionId: string; reason: string }[] = [];
  const hidden: { handle: string; delayMs: number }[] = [];
  const opened: string[] = [];
  const incoming: InspectDeps["incoming"] = {
    async open({ key }) {
      opened.push(key);
      const found = photos.get(key);
      if (!found) throw new PartproofError("not-found", `There is no object ${key}.`);
      const { bytes, metadata = {} } = found;
      async function* content() {
        // In small pieces, as a network does.
        for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
      }
      return { content: content(), metadata, bytes: bytes.length };
    },
  };
  const deps: InspectDeps = {
    platform: test.platform,
    incoming,
    publish: async (inspection) => void published.push(inspection),
    deadLetters: { put: async (letter) => void dead.push(letter) },
    hide: async ({ receiptHandle }, delayMs) => void hidden.push({ handle: receiptHandle, delayMs }),
  };
  return { ...test, deps, photos, published, dead, hidden, opened };
}

const failures = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe("the inspect Lambda", () => {
  it("takes a photo from S3 to its verdict and tells of it", async () => {
    const { deps, photos, published, memory } = await lambda({ recognize: () => screws(3) });
    const metadata = { serial: "SN-7", lot: "L1", station: "end", camera: "c1", other: "x" };
    photos.set(KEY, { bytes: await jpeg(), metadata });

    const answer = await inspectBatch(deps, sqsEvent([objectCreated(KEY, "v1")]));

    expect(answer).toEqual(failures());
    expect(published).toMatchObject([
      {
        verdict: "fail",
        recipe: { id: "block", version: 1 },
        source: {
          line: "line-1",
          fileName: "SN1.jpg",
          serial: "SN-7",
          lot: "L1",
          station: "end",
          camera: "c1",
        },
      },
    ]);
    expect(published[0]?.evidence.originalKey).toMatch(/\.jpg$/);
    expect(await memory.outbox.counts()).toMatchObject({ waiting: 1 });
    expect(await reconcile(deps.platform)).toMatchObject({ received: 1, inProgress: 0, unaccounted: 0 });
  });

  it("inspects once what it is told of twice, and tells of it again", async () => {
    let looks = 0;
    const { deps, published, memory } = await lambda({
      recognize: () => {
        looks += 1;
        return screws(3);
      },
    });

    await inspectBatch(deps, sqsEvent([objectCreated(KEY, "v1"), objectCreated(KEY, "v1")]));
    await inspectBatch(deps, sqsEvent([objectCreated(KEY, "v1")]));

    expect(looks).toBe(1);
    expect(new Set(published.map(({ id }) => id)).size).toBe(1);
    expect(await memory.outbox.counts()).toMatchObject({ waiting: 1 });
  });

  it("takes another version under the same key for another photo", async () => {
    const { deps, photos, published } = await lambda();

    await inspectBatch(deps, sqsEvent([objectCreated(KEY, "v1")]));
    photos.set(KEY, { bytes: await jpeg(10) });
    await inspectBatch(deps, sqsEvent([objectCreated(KEY, "v2")]));

    expect(new Set(published.map(({ id }) => id)).size).toBe(2);
  });

  it("inspects a photo that the API has put in the line", async () => {
    const { deps, published } = await lambda();
    const { receipt } = await receiveImage(deps.platform, await submission());

    const answer = await inspectBatch(deps, sqsEvent([{ inspectionId: receipt.inspectionId }]));

    expect(answer).toEqual(failures());
    expect(published.map(({ id }) => id)).toEqual([receipt.inspectionId]);
  });

  it("takes an event told again for the same photo, also when its recipe has a new version by then", async () => {
    const { deps, published, opened } = await lambda();

    await inspectBatch(deps, sqsEvent([objectCreated(KEY, "v1")]));
    await publishRecipe(deps.platform, { ...fourScrews, version: 2 }, { publishedBy: "test" });
    await inspectBatch(deps, sqsEvent([objectCreated(KEY, "v1")]));

    expect(published.map(({ recipe }) => recipe.version)).toEqual([1, 1]);
    expect(opened).toHaveLength(1);
  });

  it("leaves out what the camera wrote in a way that cannot be used", async () => {
    const { deps, photos, published } = await lambda();
    photos.set(KEY, { bytes: await jpeg(), metadata: { lot: "x".repeat(500), station: "a\u0000b" } });

    await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));

    expect(published[0]?.source).toEqual({ line: "line-1", fileName: "SN1.jpg", serial: "SN1" });
  });

  it("rejects a file that is no photo, which is a verdict too", async () => {
    const { deps, photos, published, dead } = await lambda();
    photos.set(KEY, { bytes: new TextEncoder().encode("no photo") });

    const answer = await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));

    expect(answer).toEqual(failures());
    expect(published).toMatchObject([{ verdict: "rejected" }]);
    expect(dead).toEqual([]);
  });

  it("lets a throttled photo come again when it is due, and keeps the rest of the batch", async () => {
    let throttled = 1;
    const { deps, photos, published, hidden, wait } = await lambda({
      recognize: () => {
        if (throttled-- > 0) throw new PartproofError("unavailable", "Throttled.", { retryable: true });
        return screws(4);
      },
    });
    photos.set("incoming/line-1/block/SN2.jpg", { bytes: await jpeg(9) });
    const event = sqsEvent([objectCreated(KEY), objectCreated("incoming/line-1/block/SN2.jpg")]);

    const first = await inspectBatch(deps, event);
    wait(60_000);
    const second = await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));

    expect(first).toEqual(failures("message-0"));
    expect(hidden).toEqual([{ handle: "handle-0", delayMs: expect.any(Number) }]);
    expect(hidden[0]?.delayMs).toBeLessThanOrEqual(500);
    expect(second).toEqual(failures());
    expect(published.map(({ source }) => source.serial)).toEqual(["SN2", "SN1"]);
  });

  it("buries a photo after a fault that stays, and goes on under the same id when it is redriven", async () => {
    let broken = true;
    const { deps, published, dead } = await lambda({
      recognize: () => {
        if (broken) throw new PartproofError("not-found", "There is no such model.");
        return screws(4);
      },
    });

    const buried = await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));
    broken = false;
    const repeated = await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));
    const copy = dead[0];
    const messageAttributes = {
      inspectionId: { stringValue: copy?.inspectionId ?? "", dataType: "String" as const },
    };
    const redriven = await inspectBatch(deps, sqsEvent([copy?.body], { messageAttributes }));

    expect([buried, repeated, redriven]).toEqual([failures(), failures(), failures()]);
    expect(dead).toHaveLength(1);
    expect(copy?.reason).toBe("There is no such model.");
    expect(published.map(({ id }) => id)).toEqual([copy?.inspectionId]);
    expect(await reconcile(deps.platform)).toMatchObject({ received: 1, deadLetters: 0, unaccounted: 0 });
  });

  it("copies a buried photo again when it could not be copied the first time", async () => {
    const { deps, dead } = await lambda({
      recognize: () => {
        throw new PartproofError("not-found", "There is no such model.");
      },
    });
    const failing = { ...deps, deadLetters: { put: async () => Promise.reject(new Error("SQS is away")) } };

    const first = await inspectBatch(failing, sqsEvent([objectCreated(KEY)]));
    const attributes = {
      ...sqsEvent([""]).Records[0]?.attributes,
      ApproximateReceiveCount: "2",
    } as SQSRecord["attributes"];
    const second = await inspectBatch(deps, sqsEvent([objectCreated(KEY)], { attributes }));

    expect(first).toEqual(failures("message-0"));
    expect(second).toEqual(failures());
    expect(dead).toHaveLength(1);
  });

  it.each([
    ["is not understood", "photo"],
    ["tells of an object that is gone", objectCreated("incoming/line-1/block/gone.jpg")],
    ["tells of an object in the wrong place", objectCreated("elsewhere/SN1.jpg")],
    ["names an inspection that never was", { inspectionId: "01ARZ3NDEKTSV4RRFFQ69G5FAV" }],
  ])("leaves a message that %s to the queue, which gives it up after some tries", async (_what, body) => {
    const { deps, dead, hidden } = await lambda();

    const answer = await inspectBatch(deps, sqsEvent([body]));

    expect(answer).toEqual(failures("message-0"));
    expect(hidden).toHaveLength(1);
    expect(dead).toEqual([]);
  });

  it("lets every message come again while the platform is away, and never calls that their fault", async () => {
    const { deps, dead, hidden } = await lambda();
    deps.platform.records.receive = async () => {
      throw new PartproofError("internal", "Access was denied.", { retryable: false });
    };

    const answer = await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));

    expect(answer).toEqual(failures("message-0"));
    expect(hidden).toHaveLength(1);
    expect(dead).toEqual([]);
  });

  it("lets a message come again when nobody could be told of the inspection", async () => {
    const { deps, published } = await lambda();
    const away = { ...deps, publish: async () => Promise.reject(new PartproofError("unavailable", "Away.")) };

    const first = await inspectBatch(away, sqsEvent([objectCreated(KEY)]));
    const second = await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));

    expect([first, second]).toEqual([failures("message-0"), failures()]);
    expect(published).toHaveLength(1);
  });

  it("tells also of what a crashed worker had sealed and not recorded", async () => {
    const { deps, published } = await lambda();
    const { record } = deps.platform.records;
    deps.platform.records.record = async () => {
      throw new PartproofError("unavailable", "The table is away.");
    };
    await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));
    deps.platform.records.record = record;

    // The first worker's lease has ended; the entry is in the vault.
    const later = new Date(deps.platform.now().getTime() + 300_000);
    deps.platform.now = () => later;
    const answer = await inspectBatch(deps, sqsEvent([objectCreated(KEY)]));

    expect(answer).toEqual(failures());
    expect(published).toHaveLength(1);
    expect(await deps.platform.vault.head()).toMatchObject({ sequence: 2 });
  });

  it("ignores folders", async () => {
    const { deps, published, dead } = await lambda();

    const answer = await inspectBatch(deps, sqsEvent([objectCreated("incoming/line-1/block/")]));

    expect([answer, published, dead]).toEqual([failures(), [], []]);
  });
});

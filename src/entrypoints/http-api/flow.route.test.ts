import { describe, expect, it } from "vitest";
import { sampleMessage } from "../../../test/contracts/samples.ts";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";
import { unsureOfOne } from "../../../test/support/test-platform.ts";
import { processNext } from "../../flow/process-next.ts";

describe("the flow in numbers", () => {
  it("counts photos, queue, reviews, messages and evidence, and says whether every photo is accounted for", async () => {
    const { call, inspected, platform, wait } = await createTestApi({
      recognize: unsureOfOne,
      disk: async () => ({ freeBytes: 400, totalBytes: 1000 }),
    });
    await inspected();
    await call("camera", "POST", "/v1/images", { ...(await handIn()), fileName: "SN2.jpg" });
    wait(5000);

    const flow = await (await call("support", "GET", "/v1/flow")).json();

    expect(flow).toMatchObject({
      photos: { received: 2, verdicts: { review: 1 }, deadLetters: 0, inProgress: 1, unaccounted: 0 },
      reconciled: true,
      queue: { waiting: 1, inProgress: 0, oldestAgeMs: 5000 },
      reviews: { waiting: 1, held: 0 },
      messages: { waiting: 1, failed: 0 },
      evidence: { entries: (await platform.vault.head()).sequence },
      disk: { freeBytes: 400, totalBytes: 1000 },
    });
  });

  it("says so when a photo was received and is nowhere to be found", async () => {
    const { call, inspected, platform, memory } = await createTestApi();
    await inspected();
    const receipt = await platform.records.getReceipt(
      (await platform.records.list({}, { limit: 1 })).items[0]?.id ?? "",
    );
    if (!receipt) return expect.fail("There is a receipt.");
    await memory.records.receive({ ...receipt, inspectionId: "lost", dedupeKey: "lost" });

    const flow = await (await call("support", "GET", "/v1/flow")).json();

    expect(flow).toMatchObject({ reconciled: false, photos: { unaccounted: 1 } });
    expect(flow.disk).toBeUndefined();
  });
});

describe("stuck messages", () => {
  it("are listed with why, and sent again when support asks for it", async () => {
    const { call, platform } = await createTestApi();
    await platform.outbox.add(sampleMessage("summary-block-2026-03-01T08:00:00.000Z"));
    await platform.outbox.claim(platform.now());
    await platform.outbox.failed("summary-block-2026-03-01T08:00:00.000Z", "The mail server refused it.");

    const { counts, items } = await (await call("support", "GET", "/v1/messages")).json();
    const path = `/v1/messages/${encodeURIComponent(items[0].id)}/resend`;
    const [resent, again] = [await call("support", "POST", path), await call("support", "POST", path)];

    expect(counts).toMatchObject({ failed: 1 });
    expect(items).toMatchObject([{ state: "failed", reason: "The mail server refused it.", attempts: 1 }]);
    expect([resent.status, again.status]).toEqual([202, 404]);
    expect((await platform.outbox.claim(platform.now()))?.message.id).toBe(items[0].id);
  });
});

describe("the last check of the evidence", () => {
  it("is remembered with who asked for it and what it found", async () => {
    const { call, inspected, platform } = await createTestApi();
    await inspected();

    const before = await (await call("support", "GET", "/v1/evidence/verification")).json();
    await call("auditor", "POST", "/v1/evidence/verification");
    const after = await (await call("support", "GET", "/v1/evidence/verification")).json();

    const { sequence } = await platform.vault.head();
    expect(before).toEqual({});
    expect(after).toEqual({
      last: {
        ...{ at: "2026-03-01T08:00:00.000Z", by: "Ana (auditor)", intact: true, complete: true },
        ...{ through: sequence, entries: sequence, photos: 2 },
      },
    });
  });

  it("tells how far it is while it runs", async () => {
    const { call, inspected, memory } = await createTestApi();
    await inspected();
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { stream } = memory.images;
    memory.images.stream = async function* (key) {
      await held;
      yield* stream(key);
    };
    const { get } = memory.images;
    memory.images.get = async (key) => {
      await held;
      return get(key);
    };

    const verifying = call("auditor", "POST", "/v1/evidence/verification");
    let running: unknown;
    do running = (await (await call("support", "GET", "/v1/evidence/verification")).json()).running;
    while ((running as { entries?: number } | undefined)?.entries !== 1);
    goOn();
    await verifying;

    expect(running).toEqual({ startedAt: "2026-03-01T08:00:00.000Z", entries: 1, total: 2 });
  });
});

describe("the photo of a dead letter", () => {
  it("is shown small to support, who may not see others", async () => {
    const { call, platform } = await createTestApi({
      recognize: () => {
        throw new Error("broken");
      },
    });
    const { inspectionId } = await (await call("camera", "POST", "/v1/images", await handIn())).json();
    await platform.queue.bury(inspectionId, "broken", platform.now());

    const photo = await call("support", "GET", `/v1/dead-letters/${inspectionId}/photo`);
    await platform.queue.redrive(inspectionId, platform.now());
    const alive = await call("support", "GET", `/v1/dead-letters/${inspectionId}/photo`);

    expect([photo.status, photo.headers.get("content-type"), alive.status]).toEqual([200, "image/webp", 404]);
  });
});

describe("the first run", () => {
  it("tells what is there from what is there", async () => {
    const { call, memory, platform } = await createTestApi();
    const setup = async () => (await call("inspector", "GET", "/v1/setup")).json();

    const first = await setup();
    await call("camera", "POST", "/v1/images", await handIn());
    const received = await setup();
    await processNext(platform);
    await memory.models.put("screws", new Uint8Array(4), "2026-03-01T08:00:00Z");

    expect(first).toEqual({ photo: false, model: false, recipe: true, verdict: false, watchedFolder: false });
    expect(received).toMatchObject({ photo: true, verdict: false });
    expect(await setup()).toMatchObject({ photo: true, model: true, recipe: true, verdict: true });
  });

  it("starts and stops the simulated line where there is one, for an administrator", async () => {
    let state: "stopped" | "running" = "stopped";
    const simulatedLine = {
      status: () => ({ state }),
      start: async () => {
        state = "running";
      },
      stop: async () => {
        state = "stopped";
      },
    };
    const { call } = await createTestApi({ simulatedLine });
    const elsewhere = await createTestApi();

    const started = await (await call("admin", "POST", "/v1/simulation")).json();
    const shown = await (await call("inspector", "GET", "/v1/setup")).json();
    const stopped = await (await call("admin", "DELETE", "/v1/simulation")).json();

    expect([started, shown.simulation, stopped]).toEqual([
      { state: "running" },
      { state: "running" },
      { state: "stopped" },
    ]);
    expect((await elsewhere.call("admin", "POST", "/v1/simulation")).status).toBe(404);
  });
});

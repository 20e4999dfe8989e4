import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createMemoryRecognizer } from "../../src/adapters/memory/memory-recognizer.ts";
import type { Detection } from "../../src/domain/detection.ts";
import { parseRecipe, type Recipe } from "../../src/domain/recipe.ts";
import { startWork } from "../../src/entrypoints/embedded/start-work.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { closeReceivers, type HttpReceived, httpReceiver } from "../support/http-receiver.ts";
import { closeBrokers, listenTo, mqttBroker } from "../support/mqtt-broker.ts";
import { fourScrews, jpeg, screws, submission } from "../support/test-platform.ts";

const SECRET = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await closeReceivers();
  await closeBrokers();
});

/** The embedded platform with a webhook `system` and a broker `lines`, and a recognizer that sees what a test says. */
async function line(options: {
  webhook: (
    response: Parameters<NonNullable<Parameters<typeof httpReceiver>[0]>>[0],
    one: HttpReceived,
  ) => void;
  recognize: () => Detection[];
  recognizeMs?: number;
  recipe?: Partial<Recipe>;
}) {
  const home = await mkdtemp(join(tmpdir(), "partproof-channels-"));
  const receiver = await httpReceiver(options.webhook);
  const broker = await mqttBroker();
  const { heard } = await listenTo(broker.port);
  await writeFile(join(home, "secret"), SECRET);
  const file = join(home, "channels.yaml");
  await writeFile(
    file,
    `channels:
  system:
    kind: webhook
    url: http://127.0.0.1:${receiver.port}/hook
    format: cloudevents
    secretFile: ${join(home, "secret")}
    allow: [127.0.0.1]
    timeoutSeconds: 3
  lines:
    kind: mqtt
    url: mqtt://127.0.0.1:${broker.port}
    clientId: hall-1
`,
  );
  const config = readConfig({ PARTPROOF_LOG_LEVEL: "error", PARTPROOF_CHANNELS_FILE: file }, { home });
  const embedded = await wireEmbedded(config, {
    logTo: () => ({ write: () => {} }),
  });
  const { platform } = embedded;
  const recognizer = createMemoryRecognizer(options.recognize);
  platform.recognizers.embedded = {
    async recognize(...photo) {
      await new Promise((resolve) => setTimeout(resolve, options.recognizeMs ?? 0));
      return recognizer.recognize(...photo);
    },
  };
  const recipe = parseRecipe({
    ...fourScrews,
    notify: { to: ["qc@example.com"], channels: [{ name: "system" }, { name: "lines", when: "every" }] },
    ...options.recipe,
  });
  await publishRecipe(platform, recipe, { publishedBy: "test" });
  const settings = { concurrency: 1, settleMs: 5000, shiftStarts: ["06:00"] };
  const work = await startWork(platform, settings, join(home, "incoming"), embedded);
  stops.push(async () => {
    await work.stop();
    await embedded.close();
    await rm(home, { recursive: true, force: true });
  });
  return {
    platform,
    recipe,
    received: receiver.received,
    async handIn(serial: string, shade: number) {
      const source = { fileName: `${serial}.jpg`, line: "line-1" };
      const photo = await jpeg(shade);
      await receiveImage(platform, await submission({ source, sourceKey: serial, photo }));
    },
    verdicts: () =>
      heard
        .filter(({ topic }) => topic === "partproof/line-1/verdict")
        .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>),
    mails: async () =>
      (await readdir(embedded.paths.outbox).catch(() => [])).filter((f) => f.endsWith(".eml")),
  };
}

const within = { timeout: 15_000, interval: 20 };

describe("people and programs are told", () => {
  test("of one failure by mail, webhook and MQTT, each once, though the webhook fails twice at first", async () => {
    let answers = 0;
    const { handIn, received, verdicts, mails } = await line({
      webhook: (response) => response.writeHead(++answers < 3 ? 503 : 200).end(),
      recognize: () => screws(3),
    });

    await handIn("SN1", 100);
    await vi.waitFor(() => expect(received).toHaveLength(3), within);
    await new Promise((resolve) => setTimeout(resolve, 1500));

    expect(await mails()).toHaveLength(1);
    expect(verdicts()).toMatchObject([{ verdict: "fail", reason: "wrong-parts", serial: "SN1" }]);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(received).toHaveLength(3);
  });

  test("by the other channels at once while a webhook stalls", async () => {
    const { handIn, received, verdicts, mails } = await line({
      webhook: () => {},
      recognize: () => screws(3),
    });

    for (const [i, serial] of ["SN1", "SN2", "SN3"].entries()) await handIn(serial, 50 + i * 50);
    await vi.waitFor(async () => expect(await mails()).toHaveLength(3), { timeout: 2900, interval: 20 });

    expect(received.length).toBeLessThanOrEqual(1);
    expect(verdicts().map(({ serial }) => serial)).toEqual(["SN1", "SN2", "SN3"]);
  });

  test("of a pass on the line's topic alone, when only that asks for every verdict", async () => {
    const { handIn, received, verdicts, mails } = await line({
      webhook: (response) => response.end(),
      recognize: () => screws(4),
    });

    await handIn("SN1", 100);
    await vi.waitFor(
      () => expect(verdicts()).toMatchObject([{ verdict: "pass", reason: "complete" }]),
      within,
    );

    expect([received.length, (await mails()).length]).toEqual([0, 0]);
  });
});

describe("a line that cannot wait", () => {
  test("is told review within its time, once, and the verdict when it comes", async () => {
    const { handIn, verdicts } = await line({
      webhook: (response) => response.end(),
      recognize: () => screws(4),
      recognizeMs: 1500,
      recipe: { answerWithinMs: 300 },
    });
    const handedIn = performance.now();

    await handIn("SN1", 100);
    await vi.waitFor(() => expect(verdicts()).toHaveLength(1), within);
    const toldAfterMs = performance.now() - handedIn;
    await vi.waitFor(() => expect(verdicts()).toHaveLength(2), within);

    expect(verdicts()).toMatchObject([
      { verdict: "review", reason: "no-verdict-in-time", serial: "SN1" },
      { verdict: "pass", reason: "complete", serial: "SN1" },
    ]);
    expect(toldAfterMs).toBeLessThan(1400);
  });
});

test("a recipe that tells a channel nobody configured is refused, with the names of those that are", async () => {
  const { platform, recipe } = await line({ webhook: (response) => response.end(), recognize: () => [] });
  const misspelled = { ...recipe, version: 2, notify: { ...recipe.notify, channels: [{ name: "sistem" }] } };

  const publishing = publishRecipe(platform, misspelled, { publishedBy: "test" });

  await expect(publishing).rejects.toThrow(/tells sistem, which is no channel .* It has: system, lines/);
});

import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, test } from "vitest";
import { closeReceivers, type HttpReceived, httpReceiver } from "../../../test/support/http-receiver.ts";
import { sampleNotice } from "../../../test/support/sample-notice.ts";
import type { QualityMessage } from "../../domain/message.ts";
import { createWebhookNotifier, type WebhookNotifierOptions } from "./webhook-notifier.ts";

const KEY = Buffer.alloc(32, 7);
const SECRET = `whsec_${KEY.toString("base64")}`;

afterEach(closeReceivers);

const message = (changes: Partial<QualityMessage> = {}): QualityMessage => ({
  id: "inspection-01X-qc-system",
  channel: "qc-system",
  to: [],
  subject: "FAIL widget SN-1: screw missing (3 of 4)",
  text: "FAIL: Widget, SN-1\n",
  createdAt: "2026-03-01T08:00:01.000Z",
  notice: sampleNotice(),
  ...changes,
});

const notifier = (port: number, changes: Partial<WebhookNotifierOptions> = {}) =>
  createWebhookNotifier({
    url: `http://127.0.0.1:${port}/hook`,
    format: "cloudevents",
    secret: SECRET,
    allow: ["127.0.0.1"],
    timeoutMs: 2000,
    source: "https://partproof.example.com",
    ...changes,
  });

describe("a receiver gets", () => {
  test("a CloudEvent that says all there is to say", async () => {
    const { port, received } = await httpReceiver();

    await notifier(port).send(message());

    expect(received[0]?.headers["content-type"]).toBe("application/cloudevents+json");
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      specversion: "1.0",
      id: "inspection-01X-qc-system",
      source: "https://partproof.example.com",
      type: "partproof.inspection-completed",
      subject: "01X",
      time: "2026-03-01T08:00:01.000Z",
      datacontenttype: "application/json",
      data: sampleNotice(),
    });
  });

  test("a signature over id, time and body that proves who sent it", async () => {
    const { port, received } = await httpReceiver();

    await notifier(port).send(message());

    const [{ headers, body }] = received as [HttpReceived];
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", KEY).update(signed).digest("base64")}`,
    );
    expect(headers["webhook-id"]).toBe("inspection-01X-qc-system");
    expect(Math.abs(Number(headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(60);
  });

  test("what the example in docs/messages.md believes, and nothing else", async () => {
    const { port, received } = await httpReceiver();
    const docs = await readFile(new URL("../../../docs/messages.md", import.meta.url), "utf8");
    const code = /```js\n([\s\S]*?)```/.exec(docs)?.[1] ?? "";
    const { verifyWebhook } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

    await notifier(port).send(message());

    const [{ headers, body }] = received as [HttpReceived];
    const hourLater = Date.now() / 1000 + 3600;
    const other = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
    expect(verifyWebhook(SECRET, headers, body)).toBe(true);
    expect(verifyWebhook(SECRET, headers, body.replace("fail", "pass"))).toBe(false);
    expect(verifyWebhook(SECRET, headers, body, hourLater)).toBe(false);
    expect(verifyWebhook(other, headers, body)).toBe(false);
    expect(verifyWebhook(SECRET, {}, body)).toBe(false);
  });

  test("the same id and body when the same message is sent again", async () => {
    const { port, received } = await httpReceiver();

    await notifier(port).send(message());
    await notifier(port).send(message());

    expect(received[1]?.body).toBe(received[0]?.body);
    expect(received[1]?.headers["webhook-id"]).toBe(received[0]?.headers["webhook-id"]);
  });
});

describe("an answer of the receiver", () => {
  test.each([
    [200, undefined],
    [202, undefined],
    [204, undefined],
    [400, false],
    [410, false],
    [413, false],
    [422, false],
    [401, true],
    [403, true],
    [404, true],
    [408, true],
    [429, true],
    [500, true],
    [502, true],
    [503, true],
  ] as const)("%i: worth a retry: %s", async (status, retryable) => {
    const { port } = await httpReceiver((response) => response.writeHead(status).end("a secret: hunter2"));

    const outcome = await notifier(port)
      .send(message())
      .catch((error: unknown) => error);

    if (retryable === undefined) expect(outcome).toBeUndefined();
    else {
      expect(outcome).toMatchObject({ name: "PartproofError", retryable });
      expect(`${outcome} ${(outcome as Error).stack} ${JSON.stringify(outcome)}`).not.toContain("hunter2");
    }
  });

  test.each([
    ["120", 120_000],
    ["999999", 3_600_000],
    ["soon", undefined],
    ["-5", undefined],
  ])("503 with Retry-After %s is asked again after %s ms", async (retryAfter, retryAfterMs) => {
    const { port } = await httpReceiver((response) =>
      response.writeHead(503, { "Retry-After": retryAfter }).end(),
    );

    await expect(notifier(port).send(message())).rejects.toMatchObject({ retryable: true, retryAfterMs });
  });

  test("with Retry-After as a date is asked again then", async () => {
    const { port } = await httpReceiver((response) =>
      response.writeHead(429, { "Retry-After": new Date(Date.now() + 90_000).toUTCString() }).end(),
    );

    const error = await notifier(port)
      .send(message())
      .catch((thrown: unknown) => thrown);

    const { retryAfterMs } = error as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(80_000);
    expect(retryAfterMs).toBeLessThanOrEqual(90_000);
  });

  test.each([301, 302, 307, 308])("%i is not followed", async (status) => {
    const elsewhere = await httpReceiver();
    const { port } = await httpReceiver((response) =>
      response.writeHead(status, { Location: `http://127.0.0.1:${elsewhere.port}/secret` }).end(),
    );

    await expect(notifier(port).send(message())).rejects.toThrow(/redirect, which is not followed/);
    expect(elsewhere.received).toEqual([]);
  });

  test("without end is not read to its end", async () => {
    let written = 0;
    const { port } = await httpReceiver((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && written < 500_000_000) {
          written += 100_000;
          if (!response.write(Buffer.alloc(100_000))) return response.once("drain", more);
        }
        return undefined;
      };
      more();
    });

    await notifier(port).send(message());

    expect(written).toBeLessThan(50_000_000);
  });
});

describe("a receiver that does not answer", () => {
  test("costs no more than the timeout, and is asked again when it can tell repeated messages", async () => {
    const { port, received } = await httpReceiver(() => {});
    const started = performance.now();

    const sending = notifier(port, { timeoutMs: 300 }).send(message());

    await expect(sending).rejects.toMatchObject({ retryable: true });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(received).toHaveLength(1);
  });

  test("may have got the message: a chat, which cannot tell it again, does not get it twice", async () => {
    const { port } = await httpReceiver((response) => response.destroy());

    await expect(notifier(port, { format: "slack" }).send(message())).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining("whether it arrived is unknown"),
    });
  });

  test("because nobody listens is worth a retry, for a chat too", async () => {
    const { port } = await httpReceiver();
    await closeReceivers();

    await expect(notifier(port, { format: "slack" }).send(message())).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test("though it drips bytes of a header costs no more than the timeout", async () => {
    const { port } = await httpReceiver((response) => {
      const socket = response.socket;
      const drip = setInterval(() => (socket?.destroyed ? clearInterval(drip) : socket?.write("H")), 20);
    });

    await expect(notifier(port, { timeoutMs: 300 }).send(message())).rejects.toThrow();
  });
});

describe("where a webhook may point", () => {
  test.each([
    "http://127.0.0.1",
    "http://localhost",
    "http://[::1]",
    "http://2130706433",
    "http://[::ffff:127.0.0.1]",
  ])("%s is refused unless the settings allow it", async (origin) => {
    const { port, received } = await httpReceiver();

    const sending = notifier(port, { url: `${origin}:${port}/`, allow: [] }).send(message());

    await expect(sending).rejects.toMatchObject({ code: "forbidden", retryable: true });
    expect(received).toEqual([]);
  });

  test.each(["ftp://host/", "file:///etc/passwd", "https://user:hunter2@host/", "hunter2"])(
    "%s is no webhook, and is not quoted",
    (url) => {
      const create = () => notifier(1, { url });

      expect(create).toThrow(/Expected the URL of a webhook/);
      expect(create).not.toThrow(/hunter2/);
    },
  );

  test.each(["", "hunter2", "whsec_", `whsec_${Buffer.alloc(16).toString("base64")}`])(
    "the secret %j is refused, and is not quoted",
    (secret) => {
      const create = () => notifier(1, { secret });

      expect(create).toThrow(/Expected a webhook secret/);
      expect(create).not.toThrow(/hunter2/);
    },
  );
});

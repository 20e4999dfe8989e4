import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SNSClient } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MessageService, startMessageService } from "../../../test/support/message-service.ts";
import type { QualityMessage } from "../../domain/message.ts";
import { createSnsNotifier, SNS_CLIENT } from "./sns-notifier.ts";

const message = (changes: Partial<QualityMessage> = {}): QualityMessage => ({
  id: "inspection-01H",
  to: ["qc@example.com"],
  subject: "FAIL control-box SN0012: screw missing (3 of 4)",
  text: "screw: missing\nOpen the inspection: http://qc.example/inspections/01H\n",
  createdAt: "2026-01-05T06:12:34.000Z",
  ...changes,
});

type Envelope = { Message: string; MessageAttributes?: Record<string, { Value: string }> };

let service: MessageService;
beforeAll(async () => {
  service = await startMessageService();
});
afterAll(() => service.stop());

async function publish(topic: string, sent: QualityMessage): Promise<Envelope> {
  const { topicArn, queueUrl } = await service.createTopic(topic);
  await createSnsNotifier({ sns: service.sns, topicArn }).send(sent, new Uint8Array(3));
  const [received] = await service.receive(queueUrl);
  return JSON.parse(received?.Body ?? "{}") as Envelope;
}

describe("a message on SNS", () => {
  test("carries recipe and kind, so that subscriptions can filter by them", async () => {
    const { MessageAttributes } = await publish("filtered", message({ recipe: "control-box", kind: "fail" }));

    expect(MessageAttributes).toMatchObject({ recipe: { Value: "control-box" }, kind: { Value: "fail" } });
  });

  test("has no attributes where neither is known, because SNS refuses empty ones", async () => {
    const { MessageAttributes = {} } = await publish("plain", message({ recipe: "" }));

    expect(MessageAttributes).toEqual({});
  });

  test("says that the photo is behind the link", async () => {
    const { Message } = await publish("photo", message({ photoKey: "ab/cd.jpg" }));

    expect(Message).toMatch(/^screw: missing\nOpen .*\n\nThe analyzed photo cannot be attached here/);
  });

  test("that is too long is cut off between two characters, and says so", async () => {
    // One byte more in front makes every further character straddle even offsets.
    const { Message } = await publish("long", message({ text: `x${"ü".repeat(200_000)}` }));

    expect(Buffer.byteLength(Message)).toBeLessThanOrEqual(256 * 1024 - 2_048);
    expect(Message).toMatch(/^xü{120000,}\n\n\[The message was longer than SNS takes/);
  });
});

describe("a message that SNS does not confirm", () => {
  /** Takes every request and does with its connection as told. */
  async function sendTo(answer: (response: import("node:http").ServerResponse) => void) {
    const server = createServer((request, response) => {
      request.resume().on("end", () => answer(response));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const sns = new SNSClient({ ...service.client, endpoint: `http://127.0.0.1:${port}`, ...SNS_CLIENT });
    try {
      await createSnsNotifier({ sns, topicArn: "arn:aws:sns:eu-central-1:123456789012:quality" }).send(
        message(),
      );
    } finally {
      sns.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  }

  const refusal = (status: number, code: string) =>
    sendTo((response) => {
      response.writeHead(status, { "content-type": "text/xml" });
      response.end(`<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`);
    });

  test("is sent again after a throttle", async () => {
    await expect(refusal(400, "Throttling")).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  test("is not sent again when access is denied or the topic is gone", async () => {
    await expect(refusal(403, "AuthorizationError")).rejects.toMatchObject({
      code: "internal",
      retryable: false,
    });
    await expect(refusal(404, "NotFound")).rejects.toMatchObject({ retryable: false });
  });

  test("is not sent again when the connection broke after it was handed over: it may have arrived", async () => {
    const sending = sendTo((response) => response.destroy());

    await expect(sending).rejects.toMatchObject({ code: "unavailable", retryable: false });
    await expect(sending).rejects.toThrow("nobody gets it twice");
  });
});

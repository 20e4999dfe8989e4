import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MessageService, startMessageService } from "../../../test/support/message-service.ts";
import { createSqsDeadLetters } from "./sqs-dead-letters.ts";
import { createSqsWake } from "./sqs-wake.ts";

let service: MessageService;
beforeAll(async () => {
  service = await startMessageService();
});
afterAll(() => service.stop());

const nowhere = () => new SQSClient({ ...service.client, endpoint: "http://127.0.0.1:1", maxAttempts: 1 });

describe("a wake-up", () => {
  test("names the inspection and nothing else", async () => {
    const queueUrl = await service.createQueue("wake");

    await createSqsWake({ sqs: service.sqs, queueUrl })({ inspectionId: "01A" }, 0);

    const [message] = await service.receive(queueUrl);
    expect(JSON.parse(message?.Body ?? "")).toEqual({ inspectionId: "01A" });
  });

  test("comes after its delay, never before", async () => {
    const queueUrl = await service.createQueue("later");

    await createSqsWake({ sqs: service.sqs, queueUrl })({ inspectionId: "01A" }, 0.4);

    expect(await service.receive(queueUrl)).toEqual([]);
    await expect.poll(() => service.receive(queueUrl), { timeout: 3_000 }).toHaveLength(1);
  });

  test.each([-5, 86_400])("is taken by SQS also for a delay of %d seconds", async (delaySeconds) => {
    const queueUrl = await service.createQueue(`bounds${delaySeconds}`);

    const waking = createSqsWake({ sqs: service.sqs, queueUrl })({ inspectionId: "01A" }, delaySeconds);

    await expect(waking).resolves.toBeUndefined();
  });

  test("that nobody takes is an error to be tried again", async () => {
    const wake = createSqsWake({ sqs: nowhere(), queueUrl: "http://127.0.0.1:1/000000000000/wake" });

    await expect(wake({ inspectionId: "01A" }, 0)).rejects.toMatchObject({
      code: "unavailable",
      retryable: true,
    });
  });
});

describe("a dead letter", () => {
  const letter = (inspectionId: string) => ({
    inspectionId,
    body: JSON.stringify({ inspectionId }),
    reason: "The model is stopped.\nStart it.",
  });

  test("holds the message as it was, the inspection, and the reason on one line", async () => {
    const queueUrl = await service.createQueue("dead");

    await createSqsDeadLetters({ sqs: service.sqs, queueUrl }).put(letter("01A"));

    const [message] = await service.receive(queueUrl);
    expect(message?.Body).toBe('{"inspectionId":"01A"}');
    expect(message?.MessageAttributes).toMatchObject({
      inspectionId: { StringValue: "01A" },
      reason: { StringValue: "The model is stopped. Start it." },
    });
  });

  test("of one inspection is taken out, and the others stay to be seen at once", async () => {
    const queueUrl = await service.createQueue("several");
    const deadLetters = createSqsDeadLetters({ sqs: service.sqs, queueUrl });
    for (let n = 0; n < 25; n++) await deadLetters.put(letter(`01A${n}`));

    const removed = await deadLetters.remove("01A17");

    expect(removed).toBe(1);
    const left: string[] = [];
    for (let batch = 0; batch < 3; batch++) {
      for (const { MessageAttributes } of await service.receive(queueUrl))
        left.push(MessageAttributes?.["inspectionId"]?.StringValue ?? "");
    }
    expect(new Set(left).size).toBe(24);
    expect(left).not.toContain("01A17");
  });

  test("that is not there is no error", async () => {
    const queueUrl = await service.createQueue("none");
    const deadLetters = createSqsDeadLetters({ sqs: service.sqs, queueUrl });
    await deadLetters.put(letter("01B"));

    const removed = await deadLetters.remove("01A");

    expect(removed).toBe(0);
    expect(await service.receive(queueUrl)).toHaveLength(1);
  });

  test("is looked for in a part of a long queue only", async () => {
    const queueUrl = await service.createQueue("long");
    const deadLetters = createSqsDeadLetters({ sqs: service.sqs, queueUrl });
    for (let n = 0; n < 201; n++) await deadLetters.put(letter(`01A${n}`));

    const removed = await deadLetters.remove("01A200");

    expect(removed).toBe(0);
    expect(await service.receive(queueUrl)).toHaveLength(10);
  });

  test("that cannot be kept is an error", async () => {
    const deadLetters = createSqsDeadLetters({
      sqs: nowhere(),
      queueUrl: "http://127.0.0.1:1/000000000000/dead",
    });

    await expect(deadLetters.put(letter("01A"))).rejects.toMatchObject({ code: "unavailable" });
    await expect(deadLetters.remove("01A")).rejects.toMatchObject({ code: "unavailable" });
  });
});

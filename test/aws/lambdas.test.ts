import { PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { CONTEXT, objectCreated, restEvent, sqsEvent } from "../support/aws-events.ts";
import { operation, startAwsJsonServer } from "../support/aws-json-server.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { startMessageService } from "../support/message-service.ts";
import { startRekognition } from "../support/rekognition-fake.ts";
import { jpeg, screws } from "../support/test-platform.ts";
import { hasS3, makeBucket, s3Client, sharedS3 } from "./s3-test-bucket.ts";

const QUALITY = { name: "Ada", role: "quality" };
const RECIPE = {
  id: "block",
  version: 1,
  title: "Block with four screws",
  recognizer: { kind: "rekognition-labels", model: "general" },
  parts: [{ label: "screw", count: 4 }],
  fileName: "{serial}.jpg",
  notify: { to: ["quality@example.com"] },
};

/** Everything that the Lambdas call, and their settings as CDK would set them. */
async function standIns() {
  const { dynamo, table } = await temporaryTable();
  const messages = await startMessageService();
  const rekognition = await startRekognition({ objects: async () => screws(3) });
  const bus = await startAwsJsonServer({
    "AWSEvents.PutEvents": operation(z.object({ Entries: z.array(z.unknown()) }), ({ Entries }) => ({
      FailedEntryCount: 0,
      Entries: Entries.map((_, i) => ({ EventId: String(i) })),
    })),
  });
  const s3 = s3Client();
  const { endpoint, accessKeyId, secretAccessKey } = sharedS3();
  const { topicArn, queueUrl: mailbox } = await messages.createTopic("quality");
  const incoming = await makeBucket(s3, "locking");
  const { protocol, hostname, port } = (await dynamo.config.endpoint?.()) ?? {};
  // Its own host name is none that this machine knows.
  const atService = async (name: string) =>
    `${messages.client.endpoint}${(await messages.createQueue(name)).replace(/^https?:\/\/[^/]+/, "")}`;
  const environment = {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_SQS: messages.client.endpoint,
    AWS_ENDPOINT_URL_SNS: messages.client.endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.client.endpoint,
    AWS_ENDPOINT_URL_REKOGNITION: rekognition.client.endpoint,
    PARTPROOF_TABLE: table,
    PARTPROOF_EVIDENCE_BUCKET: await makeBucket(s3, "locking"),
    PARTPROOF_LOCK_MODE: "GOVERNANCE",
    PARTPROOF_INCOMING_BUCKET: incoming,
    PARTPROOF_DATA_BUCKET: await makeBucket(s3, "plain"),
    PARTPROOF_QUEUE_URL: await atService("inspect"),
    PARTPROOF_DEAD_LETTER_URL: await atService("dead"),
    PARTPROOF_EVENT_BUS: "partproof",
    PARTPROOF_QUALITY_TOPIC: topicArn,
    PARTPROOF_BASE_URL: "https://partproof.example",
    PARTPROOF_LOG_LEVEL: "error",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return {
    incoming,
    bus,
    async put(key: string): Promise<string> {
      const put = new PutObjectCommand({ Bucket: incoming, Key: key, Body: await jpeg() });
      return (await s3.send(put)).VersionId ?? "null";
    },
    async mails(): Promise<{ Subject: string; Message: string }[]> {
      return (await messages.receive(mailbox)).map(({ Body = "{}" }) => JSON.parse(Body));
    },
    async stop() {
      vi.unstubAllEnvs();
      s3.destroy();
      await Promise.all([messages.stop(), rekognition.stop(), bus.stop()]);
    },
  };
}

describe.skipIf(!hasS3)("the Lambdas, each by its own handler", () => {
  test("take a photo from S3 to verdict, event, mail, report, count and a check that finds all intact", async () => {
    const aws = await standIns();
    try {
      const load = (name: string) => import(`../../src/entrypoints/aws/${name}.lambda.ts`);
      const [api, inspect, digest, report, reconcile, verify] = await Promise.all(
        ["api", "inspect", "digest", "report", "reconcile", "verify"].map(load),
      );
      const call = (...event: Parameters<typeof restEvent>) => api.handler(restEvent(...event), CONTEXT);
      const key = "incoming/line-1/block/SN1.jpg";

      const published = await call(QUALITY, "POST", "/v1/recipes", RECIPE);
      const event = sqsEvent([objectCreated(key, await aws.put(key), aws.incoming)]);
      const inspected = await inspect.handler(event, CONTEXT);
      const again = await inspect.handler(event, CONTEXT);
      const listed = await call(QUALITY, "GET", "/v1/inspections");
      const upload = {
        recipe: "block",
        line: "line-1",
        fileName: "2.jpg",
        contentType: "image/jpeg",
        bytes: 5,
      };
      const granted = await call({ name: "camera", role: "camera" }, "POST", "/iam/v1/uploads", upload);
      await digest.handler({}, CONTEXT);
      const day = new Date().toISOString().slice(0, 10);
      const counted = await reconcile.handler({ day }, CONTEXT);
      const reported = await report.handler({}, CONTEXT);
      const reportedAgain = await report.handler({}, CONTEXT);
      await digest.handler({}, CONTEXT);
      const verified = await verify.handler({ from: "checkpoint" }, CONTEXT);
      const verifiedNext = await verify.handler({ from: "start" }, CONTEXT);
      const mails = await aws.mails();

      expect(published.statusCode).toBe(201);
      expect([inspected, again]).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
      expect(JSON.parse(listed.body).items).toMatchObject([
        {
          verdict: "fail",
          source: { serial: "SN1", line: "line-1" },
          recognizer: { kind: "rekognition-labels" },
        },
      ]);
      expect(aws.bus.calls[0]?.input).toMatchObject({
        Entries: [{ Source: "partproof", DetailType: "inspection-completed" }],
      });
      expect(granted.statusCode).toBe(201);
      expect(JSON.parse(granted.body).key).toBe("incoming/line-1/block/2.jpg");
      expect(mails.map(({ Subject }) => Subject)).toEqual([
        "FAIL block SN1: screw missing (3 of 4)",
        expect.stringMatching(/^Daily report, .*: 0 photos, 0 fail$/),
      ]);
      expect(counted).toMatchObject({ arrived: 1, judged: 1, unaccounted: 0 });
      // The day before is over.
      expect(reported).toEqual({ kept: [`${day.replaceAll("-", "")}T000000Z-day`] });
      expect(reportedAgain).toEqual({ kept: [] });
      expect(verified).toMatchObject({ recent: { intact: true, entries: 3, photos: 5 } });
      expect(verified.round).toBeUndefined();
      expect(verifiedNext).toMatchObject({ recent: { entries: 0 }, round: { intact: true, entries: 3 } });
    } finally {
      await aws.stop();
    }
  });
});

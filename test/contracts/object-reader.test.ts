import { S3Client } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { createS3ObjectReader } from "../../src/adapters/aws/s3-object-reader.ts";
import { startObjectServer } from "../support/object-server.ts";

async function arrange(over: { endpoint?: string } = {}) {
  const server = await startObjectServer(new Map([["photos/line 1/a.jpg", Buffer.alloc(1000, 7)]]));
  const s3 = new S3Client({
    endpoint: server.url,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
    ...over,
  });
  onTestFinished(async () => {
    s3.destroy();
    await server.stop();
  });
  return createS3ObjectReader({ s3 });
}

test("an object is read by its bucket and key", async () => {
  const reader = await arrange();

  const content = await reader.read({ bucket: "photos", key: "line 1/a.jpg" }, 1000);

  expect(Buffer.from(content)).toEqual(Buffer.alloc(1000, 7));
});

test("an object that is too large is not read", async () => {
  const reader = await arrange();

  const reading = reader.read({ bucket: "photos", key: "line 1/a.jpg" }, 999);

  await expect(reading).rejects.toMatchObject({ code: "too-large" });
});

test("an object that is not there is named", async () => {
  const reader = await arrange();

  const reading = reader.read({ bucket: "photos", key: "b.jpg" }, 999);

  await expect(reading).rejects.toMatchObject({ code: "not-found" });
  await expect(reading).rejects.toThrow("s3://photos/b.jpg");
});

test("a store that does not answer is worth another try", async () => {
  const reader = await arrange({ endpoint: "http://127.0.0.1:9" });

  const reading = reader.read({ bucket: "photos", key: "a.jpg" }, 999);

  await expect(reading).rejects.toMatchObject({ code: "unavailable", retryable: true });
});

import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import {
  type AwsJsonServer,
  operation,
  ServiceFault,
  startAwsJsonServer,
} from "../../../test/support/aws-json-server.ts";
import { createSecretText } from "./secret-text.ts";

const ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:channels-AbCdEf";
let server: AwsJsonServer;
let text: string;
let nowMs: number;

beforeEach(async () => {
  [text, nowMs] = ["first", 0];
  server = await startAwsJsonServer({
    "secretsmanager.GetSecretValue": operation(z.strictObject({ SecretId: z.literal(ARN) }), () => ({
      ARN,
      SecretString: text,
    })),
  });
});
afterEach(() => server.stop());

function reader() {
  const secrets = new SecretsManagerClient({ ...server.client, maxAttempts: 1 });
  return createSecretText({ secrets, secretId: ARN, now: () => new Date(nowMs) });
}

test("a secret is read once, and a changed one holds after five minutes", async () => {
  const read = reader();

  const seen = [await read(), await read()];
  text = "second";
  nowMs = 299_000;
  seen.push(await read());
  nowMs = 300_000;
  seen.push(await read());

  expect(seen).toEqual(["first", "first", "first", "second"]);
  expect(server.calls).toHaveLength(2);
});

test("a secret that was never given a value is told as one that is not deployed", async () => {
  server.failWith(new ServiceFault("ResourceNotFoundException"));

  await expect(reader()()).rejects.toMatchObject({
    name: "PartproofError",
    message: expect.stringMatching(/could not read the settings of the channels.*is deployed/),
  });
});

test("a fault is not kept: the next call asks again", async () => {
  const read = reader();
  server.failWith(new ServiceFault("InternalServiceError", { status: 500 }));

  await expect(read()).rejects.toMatchObject({ retryable: true });
  expect(await read()).toBe("first");
});

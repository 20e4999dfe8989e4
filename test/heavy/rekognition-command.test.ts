import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DetectLabelsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawStopSign } from "../support/draw-stop-sign.ts";
import { jsonLines, kill, partproof, startServerProcess } from "./server-process.ts";

type Key = { id: string; secret: string };

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-rekognition-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function createKey(): Promise<Key> {
  const options = ["--name", "line 3", "--role", "camera", "--json", "--home", home];
  const [key] = jsonLines<Key>((await partproof("access-key", "create", ...options)).stdout);
  if (!key) throw new Error("No key was printed.");
  return key;
}

test("The server answers a client of Rekognition with a key made on the command line, until that is revoked", async () => {
  const key = await createKey();
  const server = await startServerProcess(home, "--rekognition", "--rekognition-port", "0");
  const address = /AWS_ENDPOINT_URL_REKOGNITION=(\S+)/;
  while (!address.test(server.printed())) await sleep(20);
  const client = new RekognitionClient({
    endpoint: address.exec(server.printed())?.[1] ?? "",
    region: "us-east-1",
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
  });
  const look = new DetectLabelsCommand({ Image: { Bytes: await drawStopSign() } });

  const { Labels = [] } = await client.send(look);
  const health = await fetch(`${server.url}/healthz`);
  const listed = await partproof("access-key", "list", "--home", home);
  await partproof("access-key", "revoke", key.id, "--home", home);
  const refused = await client.send(look).catch((error: Error) => error.name);
  client.destroy();
  await kill(server.process, "SIGTERM");

  expect(Labels.map(({ Name }) => Name)).toContain("Stopsign");
  expect(health.status).toBe(200);
  expect(listed.stdout).toContain(`${key.id}  camera`);
  expect(listed.stdout).not.toContain(key.secret);
  expect(refused).toBe("UnrecognizedClientException");
  expect(server.printed()).not.toContain(key.secret);
  expect(server.process.exitCode).toBe(0);
});

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { startRekognition } from "../../src/entrypoints/embedded/start-rekognition.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { homePaths } from "../../src/wiring/home.ts";
import { wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { taughtModel } from "./test-rekognition.ts";

type Key = { accessKeyId: string; secretAccessKey: string };

/**
 * Our own Rekognition-compatible service in a home of its own, and a client that may call all of it.
 * @param known a key that it shall know beside the client's, where one key has to serve for other services too
 */
export async function startCompatibleRekognition(known?: Key) {
  const home = await mkdtemp(join(tmpdir(), "partproof-rekognition-"));
  const config = readConfig({ PARTPROOF_HOME: home, PARTPROOF_REKOGNITION_PORT: "0" });
  const embedded = await wireEmbedded(config);
  const service = await startRekognition(embedded, config, { transitionMs: 0 });
  const at = "2026-03-01T08:00:00Z";
  if (known) await addKey(homePaths(home).accessKeys, known, at);
  const { secret, info } = await embedded.accessKeys.create({ name: "test", role: "quality" }, at);
  const rekognition = new RekognitionClient({
    endpoint: service.url,
    region: "us-east-1",
    credentials: { accessKeyId: info.id, secretAccessKey: secret },
  });
  return {
    rekognition,
    endpoint: service.url,
    /** Rules that make it throttle, fail or refuse. */
    faults: service.faults,
    /** Have a model of that name, as if it had been taught. */
    async teach(name: string): Promise<void> {
      await embedded.models.put(name, taughtModel(["screw"]), at);
    },
    async stop(): Promise<void> {
      rekognition.destroy();
      await service.stop();
      await embedded.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function addKey(directory: string, { accessKeyId, secretAccessKey }: Key, createdAt: string) {
  const key = { id: accessKeyId, name: "known", role: "quality", createdAt, secret: secretAccessKey };
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(join(directory, `${accessKeyId}.json`), JSON.stringify(key), { mode: 0o600 });
}

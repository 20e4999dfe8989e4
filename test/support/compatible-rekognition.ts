import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { startRekognition } from "../../src/entrypoints/embedded/start-rekognition.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { taughtModel } from "./test-rekognition.ts";

/** Our own Rekognition-compatible service in a home of its own, and a client that may call all of it. */
export async function startCompatibleRekognition() {
  const home = await mkdtemp(join(tmpdir(), "partproof-rekognition-"));
  const config = readConfig({ PARTPROOF_HOME: home, PARTPROOF_REKOGNITION_PORT: "0" });
  const embedded = await wireEmbedded(config);
  const service = await startRekognition(embedded, config, { transitionMs: 0 });
  const at = "2026-03-01T08:00:00Z";
  const { secret, info } = await embedded.accessKeys.create({ name: "test", role: "quality" }, at);
  const rekognition = new RekognitionClient({
    endpoint: service.url,
    region: "us-east-1",
    credentials: { accessKeyId: info.id, secretAccessKey: secret },
  });
  return {
    rekognition,
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

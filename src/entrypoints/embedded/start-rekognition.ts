import type { TeachOptions } from "../../recognition/teach.ts";
import type { Config } from "../../wiring/config.ts";
import { openObjectReader } from "../../wiring/open-object-reader.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { createRekognitionApi } from "../rekognition-api/create-rekognition-api.ts";
import type { FaultSwitch } from "../rekognition-api/fault-switch.ts";
import { createTrainer } from "../rekognition-api/trainer.ts";
import { listen, type RunningServer } from "./listen.ts";

/** A version that was started is ready after this long, so that clients meet the states of the service. */
const TRANSITION_MS = 1000;
/** Photos waiting for a worker lie decoded in memory. */
const CALLS_A_THREAD = 4;

/**
 * Serve the wire format of Amazon Rekognition on this machine, on a port of its own.
 * @param options lesson: how versions are taught, for tests; default as `partproof teach`
 * @throws PartproofError `unavailable` when the address is taken, `invalid-input` for rules of faults
 */
export async function startRekognition(
  embedded: EmbeddedPlatform,
  config: Config,
  options: { lesson?: TeachOptions; transitionMs?: number } = {},
): Promise<RunningServer & { faults: FaultSwitch }> {
  const { platform, models, pool, projects, accessKeys } = embedded;
  const { now, telemetry } = platform;
  const objects = await openObjectReader(config.s3);
  const { training: directory } = embedded.paths;
  const { lesson } = options;
  const trainer =
    objects && createTrainer({ pool, models, projects, objects, telemetry, now, directory, lesson });
  const { app, faults } = createRekognitionApi({
    services: {
      recognizer: embedded.recognizer,
      textReader: embedded.textReader,
      pool,
      models,
      projects,
      trainer,
      objects,
      now,
      transitionMs: options.transitionMs ?? TRANSITION_MS,
    },
    accessKeys,
    telemetry,
    maxAtOnce: CALLS_A_THREAD * config.recognizerThreads,
    faults: config.rekognition.faults,
  });
  const server = await listen(app, {
    host: config.host,
    port: config.rekognition.port,
    option: "--rekognition-port",
  });
  return {
    faults,
    url: server.url,
    async stop() {
      await server.stop();
      await trainer?.close();
    },
  };
}

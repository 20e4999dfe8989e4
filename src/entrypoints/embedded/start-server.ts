import { getConnInfo } from "@hono/node-server/conninfo";
import { createReplayRunner } from "../../flow/replay-in-background.ts";
import { createFrontDesk, type FrontDesk } from "../../flow/sign-in.ts";
import { channelTargets } from "../../wiring/channel-targets.ts";
import type { Config } from "../../wiring/config.ts";
import { VERSION } from "../../wiring/version.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { createHttpApi } from "../http-api/create-http-api.ts";
import type { SimulatedLine } from "../http-api/http-api-deps.ts";
import { identifyCaller } from "../http-api/identify-caller.ts";
import { createNodeDashboardFiles } from "../http-api/node-dashboard-files.ts";
import { createNodeDocsAssets } from "../http-api/node-docs-assets.ts";
import { readVerifierPage } from "../read-verifier-page.ts";
import { diskSpace } from "./disk-space.ts";
import { listen, type RunningServer } from "./listen.ts";
import { createSimulatedLine } from "./simulated-line.ts";

/** A server with the desk at which people sign in to it. */
export type PartproofServer = RunningServer & { frontDesk: FrontDesk };

/**
 * Serve the HTTP API on this machine.
 * @throws PartproofError `unavailable` when the address is taken or not ours
 */
export async function startServer(
  embedded: EmbeddedPlatform,
  config: Config,
  simulatedLine: SimulatedLine = createSimulatedLine(embedded, { intervalMs: 1000 }),
): Promise<PartproofServer> {
  const { platform, models, metrics, liveRecords } = embedded;
  const frontDesk = createFrontDesk(embedded.access);
  const replays = await createReplayRunner(platform, embedded.replays);
  const stopping = new AbortController();
  const app = createHttpApi({
    platform,
    identify: identifyCaller(frontDesk),
    frontDesk,
    channels: channelTargets(embedded, config),
    addressOf: (c) => getConnInfo(c).remote.address ?? "",
    models,
    messages: embedded.messages,
    verifications: embedded.verifications,
    disk: () => diskSpace(config.home),
    simulatedLine,
    replays,
    verifierPage: readVerifierPage,
    teaching: embedded.teaching,
    version: VERSION,
    metrics: metrics.render,
    maxBodyBytes: config.maxBodyBytes,
    live: { records: liveRecords, stopping: stopping.signal },
    shiftStarts: config.shiftStarts,
    docsAssets: createNodeDocsAssets(),
    dashboard: createNodeDashboardFiles(),
    // A photo taken in needs the database first of all; if it cannot be asked, this throws.
    ready: async () => (await platform.queue.stats(platform.now())).waiting < config.maxWaiting,
  });
  const server = await listen(app, { host: config.host, port: config.port, option: "--port" });
  return {
    url: server.url,
    frontDesk,
    async stop() {
      // Answers without end are ended first: nothing else would.
      stopping.abort();
      await simulatedLine.stop();
      await server.stop();
      await replays.close();
    },
  };
}

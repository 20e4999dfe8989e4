import type { Config } from "../../wiring/config.ts";
import { VERSION } from "../../wiring/version.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { createHttpApi } from "../http-api/create-http-api.ts";
import { identifyByToken } from "../http-api/identify-by-token.ts";
import { createNodeDocsAssets } from "../http-api/node-docs-assets.ts";
import { listen, type RunningServer } from "./listen.ts";

/**
 * Serve the HTTP API on this machine.
 * @throws PartproofError `unavailable` when the address is taken or not ours
 */
export async function startServer(embedded: EmbeddedPlatform, config: Config): Promise<RunningServer> {
  const { platform, tokens, models, metrics } = embedded;
  const app = createHttpApi({
    platform,
    identify: identifyByToken(tokens),
    models,
    version: VERSION,
    metrics: metrics.render,
    maxBodyBytes: config.maxBodyBytes,
    docsAssets: createNodeDocsAssets(),
    // A photo taken in needs the database first of all; if it cannot be asked, this throws.
    ready: async () => (await platform.queue.stats(platform.now())).waiting < config.maxWaiting,
  });
  return listen(app, { host: config.host, port: config.port, option: "--port" });
}

import { readFileSync } from "node:fs";
import type { Config } from "../../wiring/config.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { createHttpApi } from "../http-api/create-http-api.ts";
import { createNodeDocsAssets } from "../http-api/node-docs-assets.ts";
import { listen, type RunningServer } from "./listen.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));

/**
 * Serve the HTTP API on this machine.
 * @throws PartproofError `unavailable` when the address is taken or not ours
 */
export async function startServer(embedded: EmbeddedPlatform, config: Config): Promise<RunningServer> {
  const { platform, tokens, models, metrics } = embedded;
  const app = createHttpApi({
    platform,
    tokens,
    models,
    version,
    metrics: metrics.render,
    maxBodyBytes: config.maxBodyBytes,
    docsAssets: createNodeDocsAssets(),
    // A photo taken in needs the database first of all; if it cannot be asked, this throws.
    ready: async () => (await platform.queue.stats(platform.now())).waiting < config.maxWaiting,
  });
  return listen(app, { host: config.host, port: config.port, option: "--port" });
}

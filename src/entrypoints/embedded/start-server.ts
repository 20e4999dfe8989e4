import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { PartproofError } from "../../domain/errors.ts";
import { type Config, urlOf } from "../../wiring/config.ts";
import { VERSION } from "../../wiring/version.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { createHttpApi } from "../http-api/create-http-api.ts";
import { identifyByToken } from "../http-api/identify-by-token.ts";
import { createNodeDocsAssets } from "../http-api/node-docs-assets.ts";

/** Answers under way get this long when the server stops. */
const STOP_TIMEOUT_MS = 5000;

export type RunningServer = { url: string; stop(): Promise<void> };

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
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === "EADDRINUSE" ? "is in use already" : `cannot be listened on (${cause.code})`;
      const message = `${config.host}:${config.port} ${reason}. Choose another with --port, or stop what uses it.`;
      reject(new PartproofError("unavailable", message, { cause }));
    });
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: urlOf(config.host, port),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const overdue = setTimeout(() => {
        if ("closeAllConnections" in server) server.closeAllConnections();
      }, STOP_TIMEOUT_MS);
      if ("closeIdleConnections" in server) server.closeIdleConnections();
      await closed;
      clearTimeout(overdue);
    },
  };
}

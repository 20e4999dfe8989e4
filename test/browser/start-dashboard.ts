import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../../src/entrypoints/embedded/start-server.ts";
import type { Role } from "../../src/ports/token-store.ts";
import { type Config, readConfig } from "../../src/wiring/config.ts";
import { wireEmbedded } from "../../src/wiring/wire-embedded.ts";

export type Dashboard = Awaited<ReturnType<typeof startDashboard>>;

/**
 * The real server with its dashboard on a free port, with a home of its own and a token for each role that asks.
 * @param over settings of the server; home: one that exists, which then stays
 */
export async function startDashboard(over: Partial<Config> = {}) {
  const home = over.home ?? (await mkdtemp(join(tmpdir(), "partproof-browser-")));
  const config = { ...readConfig({ PARTPROOF_LOG_LEVEL: "error" }, { home, port: "0" }), ...over };
  const embedded = await wireEmbedded(config);
  let server = await startServer(embedded, config);
  const { url } = server;
  const port = Number(new URL(url).port);

  return {
    url,
    home,
    config,
    embedded,
    frontDesk: server.frontDesk,
    async token(role: Role, name: string = role): Promise<string> {
      return (await embedded.access.tokens.create({ name, role }, new Date().toISOString())).secret;
    },
    /** Take the server away for a while, as a cut cable would; what it knows stays. */
    pause: () => server.stop(),
    async resume(): Promise<void> {
      server = await startServer(embedded, { ...config, port });
    },
    async stop(): Promise<void> {
      await server.stop();
      await embedded.close();
      if (over.home === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}

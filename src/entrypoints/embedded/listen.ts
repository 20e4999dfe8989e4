import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { PartproofError } from "../../domain/errors.ts";
import { urlOf } from "../../wiring/config.ts";

/** Answers under way get this long when the server stops. */
const STOP_TIMEOUT_MS = 5000;
const IDLE_CHECK_MS = 50;

export type RunningServer = { url: string; stop(): Promise<void> };

/**
 * Serve an app on an address of this machine.
 * @param address option: which option of `serve` chooses the port, for the message
 * @throws PartproofError `unavailable` when the address is taken or not ours
 */
export async function listen(
  app: { fetch(request: Request): Response | Promise<Response> },
  address: { host: string; port: number; option: string },
): Promise<RunningServer> {
  const { host, port, option } = address;
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === "EADDRINUSE" ? "is in use already" : `cannot be listened on (${cause.code})`;
      const message = `${host}:${port} ${reason}. Choose another with ${option}, or stop what uses it.`;
      reject(new PartproofError("unavailable", message, { cause }));
    });
    server.listen(port, host, resolve);
  });

  return {
    url: urlOf(host, (server.address() as AddressInfo).port),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const overdue = setTimeout(() => {
        if ("closeAllConnections" in server) server.closeAllConnections();
      }, STOP_TIMEOUT_MS);
      // Again and again: a connection whose answer has just ended stays open for the next request.
      const idle = setInterval(() => {
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }, IDLE_CHECK_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(overdue);
    },
  };
}

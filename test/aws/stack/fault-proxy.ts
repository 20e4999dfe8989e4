import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

export type FaultProxy = {
  url: string;
  /** From now on every call is answered with 503, or not at all, until `null`. */
  fail(how: "unavailable" | "hang-up" | null): void;
  /** Calls that were refused so far. */
  refused(): number;
  stop(): Promise<void>;
};

/**
 * Stands before a service and can take it away. Passes the Host header on, because it is signed.
 * @param translate what the service should be told instead, where it does not check signatures
 */
export async function startFaultProxy(
  upstream: string,
  translate?: (body: string) => string,
): Promise<FaultProxy> {
  let failing: "unavailable" | "hang-up" | null = null;
  let refused = 0;
  const server = createServer(async (request, response) => {
    if (failing) {
      refused += 1;
      request.resume();
      if (failing === "hang-up") return void request.socket.destroy();
      return void response.writeHead(503).end();
    }
    const { hostname, port } = new URL(upstream);
    const { method, url: path } = request;
    const body = translate && Buffer.from(translate(Buffer.concat(await request.toArray()).toString()));
    const headers = { ...request.headers, ...(body ? { "content-length": String(body.length) } : {}) };
    const passing = forward({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passing.on("error", () => response.destroy());
    response.on("close", () => passing.destroy());
    if (body) passing.end(body);
    else request.pipe(passing);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fail(how) {
      failing = how;
    },
    refused: () => refused,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

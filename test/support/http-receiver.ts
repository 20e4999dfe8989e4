import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type HttpReceived = { path: string; headers: IncomingMessage["headers"]; body: string };

const closing: (() => Promise<void>)[] = [];

/** Close every receiver of the last test. */
export async function closeReceivers(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}

/** A real HTTP server on a free port that keeps what it receives; `answer` is called once a body is whole. */
export async function httpReceiver(
  answer: (response: ServerResponse, received: HttpReceived) => void = (response) => response.end(),
): Promise<{ port: number; received: HttpReceived[] }> {
  const received: HttpReceived[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = {
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      received.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(
    () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  );
  return { port: (server.address() as AddressInfo).port, received };
}

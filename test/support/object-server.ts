import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Just enough of S3 for reading objects by path: GET /bucket/key, and the error for one that is not there. It asks for
 * a signature, but not whose.
 */
export async function startObjectServer(contents: ReadonlyMap<string, Uint8Array>) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "", "http://localhost").pathname.slice(1));
    const content = contents.get(path);
    const fault = request.headers.authorization === undefined ? "AccessDenied" : "NoSuchKey";
    if (content !== undefined && fault !== "AccessDenied") response.writeHead(200).end(content);
    else {
      const status = fault === "AccessDenied" ? 403 : 404;
      response.writeHead(status, { "Content-Type": "application/xml" });
      response.end(`<?xml version="1.0"?><Error><Code>${fault}</Code><Message>no</Message></Error>`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

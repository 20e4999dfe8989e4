import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { onTestFinished } from "vitest";
import type { S3Place } from "./provide-s3.ts";
import { s3ClientAt } from "./s3-client-at.ts";
import { sharedS3 } from "./s3-test-bucket.ts";

/** The same for the running test: @returns the endpoint, gone when the test is over */
export async function conditionalWrites(): Promise<string> {
  const { endpoint, stop } = await startConditionalWrites(sharedS3());
  onTestFinished(stop);
  return endpoint;
}

/**
 * The one rule of S3 that radosgw 16 lacks, put in front of it: it heeds `If-None-Match: *` in a bucket without
 * versions and ignores it in one with versions, and Object Lock needs versions. As S3 does, this answers 412 when
 * the key has a current version that is no delete marker, and 409 while another write of the key is under way.
 * All else is handed through untouched, so that signatures, versions and locks are the server's.
 */
export async function startConditionalWrites(place: S3Place): Promise<{ endpoint: string; stop(): void }> {
  const { hostname, port } = new URL(place.endpoint);
  const own = s3ClientAt(place);
  const underWay = new Set<string>();

  function handThrough(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const { expect: _answeredHere, ...headers } = from.headers;
    return new Promise((done, failed) => {
      const { method, url: path } = from;
      const onward = request({ hostname, port, method, path, headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to).on("finish", done).on("close", done);
      });
      from.pipe(onward.on("error", failed));
    });
  }

  async function writeIfFree(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const { pathname } = new URL(from.url ?? "", "http://localhost");
    if (underWay.has(pathname)) return refuse(from, to, 409, "ConditionalRequestConflict");
    underWay.add(pathname);
    try {
      const [, bucket = "", ...key] = pathname.split("/").map(decodeURIComponent);
      if (await exists(bucket, key.join("/"))) return refuse(from, to, 412, "PreconditionFailed");
      await handThrough(from, to);
    } finally {
      underWay.delete(pathname);
    }
  }

  async function exists(bucket: string, key: string): Promise<boolean> {
    const head = own.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return head.then(
      () => true,
      (error) => {
        if (error.$metadata?.httpStatusCode === 404) return false;
        throw error;
      },
    );
  }

  const server = createServer((from, to) => {
    const isConditional = from.method === "PUT" && from.headers["if-none-match"] === "*";
    const answering = isConditional ? writeIfFree(from, to) : handThrough(from, to);
    answering.catch((error) => to.destroy(error));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop() {
      server.closeAllConnections();
      server.close();
      own.destroy();
    },
  };
}

function refuse(from: IncomingMessage, to: ServerResponse, status: number, code: string): void {
  from.resume();
  to.writeHead(status, { "content-type": "application/xml" });
  to.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

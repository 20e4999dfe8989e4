import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { S3Client } from "@aws-sdk/client-s3";
import {
  answerXml,
  type FakeAnswer,
  type FakeVersion,
  listVersionsXml,
  missing,
  refusal,
} from "./fake-s3-answers.ts";

export type FakeRequest = {
  method: string;
  key: string;
  query: Record<string, unknown>;
  headers: Record<string, string>;
  body: Buffer;
};

export type FakeS3 = {
  s3: S3Client;
  /** What was asked, in order, as `PUT entries/0000000001.json` or `GET ?versions`. */
  asked: string[];
  objects: Map<string, FakeVersion[]>;
  /**
   * Looks at each request before it is carried out: an answer is given in its place; `lose` carries it out and
   * then breaks the connection.
   */
  interfere?: ((request: FakeRequest) => FakeAnswer | "lose" | undefined) | undefined;
};

/**
 * One bucket with versions, in memory and behind the SDK's own signing, parsing and retrying. It knows conditional
 * writes, which the server of the heavier tests lacks for such buckets, and only the calls that the stores make:
 * any other is an error, so that nothing is proven against an answer that S3 would not give.
 */
export function createFakeS3({ pageSize = 1000, latencyMs = 0 } = {}): FakeS3 {
  const fake: FakeS3 = { s3: clientOn(answer), asked: [], objects: new Map() };

  async function answer(request: FakeRequest): Promise<FakeAnswer> {
    const query = Object.keys(request.query).filter((name) => name !== "x-id");
    fake.asked.push(`${request.method} ${request.key}${query.includes("versions") ? "?versions" : ""}`);
    if (latencyMs > 0) await new Promise((later) => setTimeout(later, latencyMs));
    const instead = fake.interfere?.(request);
    if (instead !== undefined && instead !== "lose") return instead;
    const answered = carryOut(request, query);
    if (instead === "lose") throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    return answered;
  }

  function carryOut(request: FakeRequest, query: string[]): FakeAnswer {
    const { method, key } = request;
    const versions = fake.objects.get(key) ?? [];
    const asked = request.query["versionId"];
    const found = asked === undefined ? versions[0] : versions.find(({ id }) => id === asked);
    switch (
      `${method} ${query
        .filter((name) => name !== "versionId")
        .sort()
        .join("&")}`
    ) {
      case "PUT ":
        return put(request, versions);
      case "GET ":
      case "HEAD ":
        return found === undefined || found.isMarker ? missing() : read(found, method);
      case "PUT tagging":
        if (found === undefined || found.isMarker) return missing();
        found.tagging = request.body.toString("utf8");
        return answerXml("");
      case "GET tagging":
        return found === undefined ? missing() : answerXml(found.tagging ?? "<Tagging><TagSet/></Tagging>");
      case "DELETE ":
        fake.objects.set(
          key,
          versions.filter((version) => version !== found),
        );
        return { statusCode: 204, headers: {}, body: Buffer.alloc(0) };
      case "GET prefix&versions":
      case "GET key-marker&prefix&versions":
      case "GET key-marker&prefix&version-id-marker&versions":
        return answerXml(listVersionsXml(fake.objects, request.query, pageSize));
      default:
        throw new Error(`the fake S3 does not know ${method} ${key}?${query.join("&")}`);
    }
  }

  function put({ key, headers, body }: FakeRequest, versions: FakeVersion[]): FakeAnswer {
    const current = versions[0];
    if (headers["if-none-match"] === "*" && current !== undefined && !current.isMarker) {
      return refusal(412, "PreconditionFailed");
    }
    const version = { id: randomUUID(), body, lastModified: new Date(), isMarker: false };
    fake.objects.set(key, [version, ...versions]);
    return { statusCode: 200, headers: { "x-amz-version-id": version.id }, body: Buffer.alloc(0) };
  }

  return fake;
}

function read(found: FakeVersion, method: string): FakeAnswer {
  const headers = {
    "content-length": String(found.body.length),
    "last-modified": found.lastModified.toUTCString(),
    "x-amz-version-id": found.id,
  };
  return { statusCode: 200, headers, body: method === "HEAD" ? Buffer.alloc(0) : found.body };
}

/** What the SDK hands to what sends it. */
type SentRequest = {
  method: string;
  path: string;
  query?: Record<string, unknown>;
  headers: Record<string, string>;
  body?: unknown;
};

function clientOn(answer: (request: FakeRequest) => Promise<FakeAnswer>): S3Client {
  return new S3Client({
    region: "us-east-1",
    endpoint: "http://s3.invalid",
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: {
      async handle({ method, path, query, headers, body }: SentRequest) {
        const key = decodeURIComponent(path.split("/").slice(2).join("/"));
        const request = { method, key, query: query ?? {}, headers, body: await bytesOf(body) };
        const { body: content, ...rest } = await answer(request);
        return { response: { ...rest, body: Readable.from([content]) } };
      },
    },
  });
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body === "string" || body instanceof Uint8Array) return Buffer.from(body);
  if (body instanceof Readable) return Buffer.concat(await body.toArray());
  throw new Error(`the fake S3 cannot read a body of type ${typeof body}`);
}

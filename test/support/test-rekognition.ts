import { join } from "node:path";
import { Sha256 } from "@aws-crypto/sha256-js";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { SignatureV4 } from "@smithy/signature-v4";
import { onTestFinished } from "vitest";
import { createFileAccessKeyStore } from "../../src/adapters/embedded/file-access-key-store.ts";
import { createSqliteProjectStore } from "../../src/adapters/embedded/sqlite-project-store.ts";
import { createMemoryModelStore } from "../../src/adapters/memory/memory-model-store.ts";
import { createMemoryRecognizer } from "../../src/adapters/memory/memory-recognizer.ts";
import { createMemoryTextReader } from "../../src/adapters/memory/memory-text-reader.ts";
import type { Detection } from "../../src/domain/detection.ts";
import { PartproofError } from "../../src/domain/errors.ts";
import type { TextLine } from "../../src/domain/text-line.ts";
import { listen } from "../../src/entrypoints/embedded/listen.ts";
import { createRekognitionApi } from "../../src/entrypoints/rekognition-api/create-rekognition-api.ts";
import { createTrainer } from "../../src/entrypoints/rekognition-api/trainer.ts";
import type { ObjectReader } from "../../src/ports/object-reader.ts";
import type { Role } from "../../src/ports/token-store.ts";
import type { LabelledPhoto } from "../../src/recognition/labelled-photo.ts";
import { writeContainer } from "../../src/recognition/model-container.ts";
import type { FaultRule } from "../../src/wiring/fault-rules.ts";
import { temporaryDatabase } from "../contracts/temporary-database.ts";
import { temporaryFolder } from "../contracts/temporary-folder.ts";
import { withCheckedShapes } from "./checked-shapes.ts";

const REGION = "eu-central-1";

type Options = {
  /** What any recognizer sees, general or taught. */
  detections?: readonly Detection[];
  reservations?: readonly string[];
  lines?: readonly TextLine[];
  /** Content by `bucket/key`; without it there is no S3. */
  objects?: Record<string, string | Uint8Array>;
  teach?: (examples: readonly LabelledPhoto[]) => Promise<Uint8Array>;
  faults?: readonly FaultRule[];
  transitionMs?: number;
  maxAtOnce?: number;
  role?: Role;
};

/**
 * The Rekognition-compatible service on loopback, with recognizers that see what a test says and stores that are
 * real; and clients of it. Every answer is held against the SDK's model of the service.
 */
export async function createTestRekognition(options: Options = {}) {
  const { detections = [], reservations = [], lines = [], role = "admin" } = options;
  const folder = await temporaryFolder();
  const accessKeys = await createFileAccessKeyStore({ directory: join(folder, "keys") });
  const projects = createSqliteProjectStore(await temporaryDatabase());
  const models = createMemoryModelStore();
  const failures: unknown[] = [];
  const telemetry = { failed: (_doing: string, error: unknown) => void failures.push(error) };
  const clock = { offsetMs: 0 };
  const now = () => new Date(Date.now() + clock.offsetMs);
  const pool = {
    detectParts: async () => ({ detections: [...detections], reservations: [...reservations] }),
    teach: options.teach ?? (async () => taughtModel(["screw"])),
  };
  const objects = options.objects && memoryObjects(options.objects);
  const trainer =
    objects &&
    createTrainer({ pool, models, projects, objects, telemetry, now, directory: join(folder, "training") });
  const { app, faults } = createRekognitionApi({
    services: {
      recognizer: createMemoryRecognizer(() => [...detections]),
      textReader: createMemoryTextReader(() => [...lines]),
      pool,
      models,
      projects,
      trainer,
      objects,
      now,
      transitionMs: options.transitionMs ?? 0,
    },
    accessKeys,
    telemetry,
    maxAtOnce: options.maxAtOnce ?? 16,
    faults: options.faults,
  });
  const server = await listen(withCheckedShapes(app), { host: "127.0.0.1", port: 0, option: "--port" });
  const { secret, info } = await accessKeys.create({ name: "test", role }, now().toISOString());
  const credentials = { accessKeyId: info.id, secretAccessKey: secret };
  const clients: RekognitionClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.destroy();
    await server.stop();
    await trainer?.close();
  });

  const connect = (over: Partial<typeof credentials> & { maxAttempts?: number } = {}) => {
    const { maxAttempts = 1, ...keys } = over;
    const client = new RekognitionClient({
      endpoint: server.url,
      region: REGION,
      credentials: { ...credentials, ...keys },
      maxAttempts,
    });
    clients.push(client);
    return client;
  };

  /** A request as any client would sign it. `change` tampers with it afterwards. */
  async function send(
    request: {
      operation?: string;
      body?: string | Uint8Array;
      headers?: Record<string, string>;
      service?: string;
      signedAt?: Date;
      path?: string;
      /** What goes over the wire, where it is not what was signed. */
      sentBody?: string;
      /** Some clients say the hash of the body in a header, some do not. */
      applyChecksum?: boolean;
    },
    change: (headers: Record<string, string>) => void = () => {},
  ): Promise<{ status: number; headers: Headers; json: Record<string, unknown> }> {
    const {
      operation = "DescribeProjects",
      body = "{}",
      service = "rekognition",
      path = "/",
      applyChecksum = true,
    } = request;
    const signer = new SignatureV4({ credentials, region: REGION, service, sha256: Sha256, applyChecksum });
    const { hostname, host } = new URL(server.url);
    const headers = {
      host,
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `RekognitionService.${operation}`,
      ...request.headers,
    };
    const signed = await signer.sign(
      { method: "POST", protocol: "http:", hostname, path: "/", query: {}, headers, body },
      { signingDate: request.signedAt ?? new Date() },
    );
    change(signed.headers);
    const { host: _, ...sent } = signed.headers;
    const response = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: sent,
      body: Buffer.from(request.sentBody ?? body),
    });
    return { status: response.status, headers: response.headers, json: await response.json() };
  }

  return {
    url: server.url,
    client: connect(),
    connect,
    send,
    faults,
    models,
    projects,
    accessKeys,
    clock,
    failures,
  };
}

/** The bytes of a model file that says which parts it knows, and from which confidence on they count. */
export function taughtModel(labels: readonly string[], minConfidence?: number): Uint8Array {
  const none = { events: 0, trials: 1, low: 0, high: 1, atMost: 1 };
  const rates = { escapes: none, falseRejects: none, proven: false, moreWithout: 1 };
  const proposal = {
    escapeTarget: 0.001,
    confidence: 0.95,
    reviewBand: { below: 0.1, above: 0.1 },
    parts: labels.map((label) => ({ label, minConfidence, ...rates })),
    photos: { failed: none, review: none },
  };
  const card = minConfidence === undefined ? {} : { proposal };
  return writeContainer({ mode: "find", longSide: 448, labels, card }, {});
}

function memoryObjects(contents: Record<string, string | Uint8Array>): ObjectReader {
  return {
    async read({ bucket, key }, maxBytes) {
      const content = contents[`${bucket}/${key}`];
      if (content === undefined) throw new PartproofError("not-found", `There is no s3://${bucket}/${key}.`);
      if (content.length > maxBytes) throw new PartproofError("too-large", "It is too large.");
      return Buffer.from(content);
    },
  };
}

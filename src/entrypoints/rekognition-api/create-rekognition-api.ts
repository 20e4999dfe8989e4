import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AccessKeyStore } from "../../ports/access-key-store.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import type { FaultRule } from "../../wiring/fault-rules.ts";
import { createFaultSwitch, type FaultSwitch } from "./fault-switch.ts";
import { MOST_WIRE_BYTES } from "./image-input.ts";
import type { Services } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { isAllowed } from "./permissions.ts";
import { checkSignature, readClaim } from "./verify-signature.ts";
import { asWireError, WireError } from "./wire-error.ts";

const CONTENT_TYPE = "application/x-amz-json-1.1";
const TARGET = "RekognitionService.";
/** Twice the largest photo as base64: one that is only somewhat too large is told so in the service's words. */
const MOST_BODY_BYTES = 2 * Math.ceil(MOST_WIRE_BYTES / 3) * 4;

export type RekognitionApiDeps = {
  services: Services;
  accessKeys: Pick<AccessKeyStore, "find">;
  telemetry: Pick<Telemetry, "failed">;
  /** Calls answered at the same time; one more is told to come back. Each may hold a decoded photo. */
  maxAtOnce: number;
  /** For testing clients, see {@link FaultRule}. */
  faults?: readonly FaultRule[] | undefined;
};

/**
 * A service that speaks the wire format of Amazon Rekognition (JSON 1.1, signed with Signature Version 4), with
 * Partproof's own recognizer behind it. docs/rekognition.md says what is the same and what is not.
 * @returns `faults`: the test switch, for changing its rules while the service runs
 */
export function createRekognitionApi(deps: RekognitionApiDeps): { app: Hono; faults: FaultSwitch } {
  const faults = createFaultSwitch(deps.faults ?? [], [...OPERATIONS.keys()]);
  const app = new Hono();
  let atOnce = 0;

  app.use(
    bodyLimit({
      maxSize: MOST_BODY_BYTES,
      onError: () => {
        const message = `The request has more than ${MOST_BODY_BYTES} bytes. Send a smaller photo, or an S3Object.`;
        throw new WireError("RequestEntityTooLargeException", message);
      },
    }),
  );
  app.post("/", async (c) => {
    const { name, operation } = operationOf(c);
    const claim = readClaim(c.req.raw.headers, deps.services.now());
    const key = await deps.accessKeys.find(claim.accessKeyId);
    if (!key) {
      const message =
        "The security token included in the request is invalid: there is no such access key here.";
      throw new WireError("UnrecognizedClientException", message);
    }
    if (atOnce >= deps.maxAtOnce) {
      const message = `More than ${deps.maxAtOnce} calls at the same time. Try again in a moment.`;
      throw new WireError("ProvisionedThroughputExceededException", message);
    }
    atOnce++;
    try {
      const body = new Uint8Array(await c.req.arrayBuffer());
      await checkSignature(claim, key.secret, { headers: c.req.raw.headers, body });
      if (!isAllowed(key.info.role, operation.permission)) {
        const message = `${key.info.name} has the role ${key.info.role}, which may not call ${name}.`;
        throw new WireError("AccessDeniedException", message);
      }
      await faults.meet(name, c.req.raw.signal);
      const output = await operation.handle(body, {
        services: deps.services,
        region: claim.region,
        addHeader: (header, value) => c.header(header, value),
      });
      return answer(c, output, 200);
    } finally {
      atOnce--;
    }
  });
  app.notFound((c) => answerError(c, unknownOperation(`${c.req.method} ${c.req.path}`), deps.telemetry));
  app.onError((thrown, c) => answerError(c, asWireError(thrown), deps.telemetry));
  return { app, faults };
}

function operationOf(c: Context) {
  const target = c.req.header("x-amz-target") ?? "";
  const name = target.startsWith(TARGET) ? target.slice(TARGET.length) : "";
  const operation = OPERATIONS.get(name);
  if (!operation)
    throw unknownOperation(target === "" ? "no X-Amz-Target" : JSON.stringify(target.slice(0, 100)));
  const type = c.req.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== CONTENT_TYPE)
    throw new WireError("SerializationException", `Expected Content-Type: ${CONTENT_TYPE}.`);
  // A signature covers the query too, and no client of this protocol has one.
  if (new URL(c.req.url).search !== "") throw unknownOperation("a query string");
  return { name, operation };
}

function unknownOperation(came: string): WireError {
  const expected = `POST / with X-Amz-Target ${TARGET}<${[...OPERATIONS.keys()].join(" | ")}>`;
  return new WireError("UnknownOperationException", `Expected ${expected}; got ${came}.`);
}

function answerError(c: Context, error: WireError, telemetry: Pick<Telemetry, "failed">): Response {
  if (error.status >= 500 && error.cause !== undefined)
    telemetry.failed("answer as Rekognition", error.cause);
  c.header("x-amzn-errortype", error.name);
  // The service says Message, the protocol's other services message; clients read either.
  return answer(c, { __type: error.name, Code: error.name, Message: error.message }, error.status);
}

function answer(c: Context, output: object, status: number): Response {
  c.header("Content-Type", CONTENT_TYPE);
  c.header("x-amzn-RequestId", randomUUID());
  c.header("Cache-Control", "no-store");
  c.status(status as Parameters<Context["status"]>[0]);
  return c.body(JSON.stringify(output));
}

import { z } from "@hono/zod-openapi";
import type { ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { asPartproofError, type ErrorCode, type Fault, UnusablePhotoError } from "../../domain/errors.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { routeOf } from "./auth.ts";
import type { ApiEnv } from "./http-api-deps.ts";
import { MediaTypeError } from "./media-type-error.ts";

export const faultAnswer = z.object({ path: z.string(), expected: z.string(), received: z.string() });

/** RFC 9457, with our faults (one a mistake in the input) and the id under which the log has the details. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .describe("`urn:partproof:problem:` and the kind of fault; tells programs what happened."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What was expected, what came, what to do."),
    instance: z.string(),
    requestId: z.string(),
    faults: z.array(faultAnswer).optional().describe("At most 100."),
  })
  .meta({ id: "Problem" });

type Kind = { status: number; title: string; retryAfterSeconds?: number };

/** The one place where the codes of our errors become HTTP. */
const KINDS: Record<ErrorCode, Kind> = {
  "invalid-input": { status: 400, title: "The request is not valid" },
  unauthorized: { status: 401, title: "Signing in is needed" },
  forbidden: { status: 403, title: "This is not allowed" },
  "not-found": { status: 404, title: "There is no such thing" },
  conflict: { status: 409, title: "This contradicts what is there" },
  "worse-recipe": { status: 409, title: "The recipe does worse than the one before" },
  "too-large": { status: 413, title: "The body is too large" },
  "too-many-attempts": { status: 429, title: "Too many attempts" },
  "evidence-locked": { status: 423, title: "The evidence is locked" },
  damaged: { status: 500, title: "What is stored is damaged" },
  internal: { status: 500, title: "Something failed inside Partproof" },
  overloaded: { status: 503, title: "Too much is waiting", retryAfterSeconds: 5 },
  unavailable: { status: 503, title: "Not available now", retryAfterSeconds: 5 },
  "storage-full": { status: 507, title: "The storage is full", retryAfterSeconds: 60 },
};

const MEDIA_TYPE = { code: "unsupported-media-type", title: "The body has another media type" };

/** What the framework refuses before a handler of ours sees it. */
const REFUSALS: Record<number, { code: string; title: string; detail: string }> = {
  400: { code: "invalid-input", title: "The request is not valid", detail: "The body is not valid JSON." },
  415: { ...MEDIA_TYPE, detail: 'Expected JSON with the header "Content-Type: application/json".' },
};

type Answer = {
  code: string;
  title: string;
  status: number;
  detail: string;
  faults?: readonly Fault[];
  retryAfterSeconds?: number | undefined;
};

/** As many as a person would go through. */
export const MAX_FAULTS = 100;
const MAX_DETAIL = 2000;

/** Every error of every route ends here. What a user must not see goes to the log, under the id of the request. */
export function answerErrors(telemetry: Telemetry): ErrorHandler<ApiEnv> {
  return (thrown, c) => {
    const requestId = c.get("requestId");
    const headers: Record<string, string> = {};
    const answer = describe(thrown, requestId);
    if (answer.retryAfterSeconds !== undefined) headers["Retry-After"] = String(answer.retryAfterSeconds);
    if (answer.status === 401) {
      const invalid = c.req.header("authorization") === undefined ? "" : ', error="invalid_token"';
      headers["WWW-Authenticate"] = `Bearer realm="partproof"${invalid}`;
    }
    // Being overloaded is the plan working, and would fill the log just when there is no room for it.
    if (answer.status >= 500 && answer.code !== "overloaded" && !callerLeft(thrown, c.req.raw)) {
      telemetry.failed(`answer ${routeOf(c) ?? c.req.method}`, thrown, { requestId });
    }
    return problemResponse(answer, { path: c.req.path, requestId }, headers);
  };
}

/** A camera that hangs up in the middle of its photo is no fault of ours, and hands it in again. */
function callerLeft(thrown: unknown, request: Request): boolean {
  return (
    request.signal.aborted && thrown instanceof Error && "code" in thrown && thrown.code === "ECONNRESET"
  );
}

export function problemResponse(
  { code, title, status, detail, faults }: Answer,
  request: { path: string; requestId: string },
  headers: Record<string, string> = {},
): Response {
  const body = {
    type: `urn:partproof:problem:${code}`,
    title,
    status,
    detail: detail.length > MAX_DETAIL ? `${detail.slice(0, MAX_DETAIL)}…` : detail,
    instance: request.path,
    requestId: request.requestId,
    ...(faults?.length ? { faults: faults.slice(0, MAX_FAULTS) } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
  });
}

function describe(thrown: unknown, requestId: string): Answer {
  if (thrown instanceof HTTPException && thrown.status < 500) {
    const other = {
      code: "refused",
      title: "The request was refused",
      detail: "See the API reference at /docs.",
    };
    return { ...(REFUSALS[thrown.status] ?? other), status: thrown.status };
  }
  if (thrown instanceof MediaTypeError) return { ...MEDIA_TYPE, status: 415, detail: thrown.message };
  if (thrown instanceof UnusablePhotoError) {
    return {
      code: "unusable-photo",
      title: "This is not a usable photo",
      status: 422,
      detail: thrown.message,
    };
  }
  const error = asPartproofError(thrown);
  const { status, title, ...kind } = KINDS[error.code];
  const retryAfterSeconds =
    error.retryAfterMs === undefined ? kind.retryAfterSeconds : Math.ceil(error.retryAfterMs / 1000);
  const detail =
    error.code === "internal"
      ? `This is not your fault. Ask support to look for the request ${requestId} in the log.`
      : error.message;
  return { code: error.code, title, status, detail, faults: error.faults, retryAfterSeconds };
}

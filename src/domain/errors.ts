/** What kind of fault it is; entrypoints map it to an HTTP status or an exit code. */
export type ErrorCode =
  | "invalid-input"
  | "not-found"
  | "conflict"
  | "worse-recipe"
  | "unauthorized"
  | "forbidden"
  | "too-large"
  | "too-many-attempts"
  | "overloaded"
  | "unavailable"
  | "storage-full"
  | "evidence-locked"
  | "damaged"
  | "internal";

/** One fault in an input: where it is, what was expected there, what came. */
export type Fault = { path: string; expected: string; received: string };

/**
 * The one error that leaves a module of ours on purpose. `message` says what was expected, what came and
 * what to do; it is safe to show to a user. `retryable` tells the queue whether the same call may succeed later.
 */
export class PartproofError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Where it is known that trying again sooner is in vain. */
  readonly retryAfterMs: number | undefined;
  readonly faults: readonly Fault[];

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      cause?: unknown;
      retryable?: boolean;
      retryAfterMs?: number;
      faults?: readonly Fault[];
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "PartproofError";
    this.code = code;
    this.retryable = options.retryable ?? RETRYABLE.has(code);
    this.retryAfterMs = options.retryAfterMs;
    this.faults = options.faults ?? [];
  }
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set(["overloaded", "unavailable", "storage-full"]);

/** Why a file is not a usable photo. The inspection is `rejected` with this reason; a retry cannot help. */
export type RejectReason =
  | "empty"
  | "not-an-image"
  | "unsupported-format"
  | "corrupt"
  | "too-many-bytes"
  | "too-many-pixels"
  | "too-small"
  | "extreme-aspect"
  | "unknown-recipe"
  | "refused-by-recognizer";

/** Thrown by whatever finds that a file cannot be inspected; the flow turns it into a `rejected` verdict. */
export class UnusablePhotoError extends Error {
  readonly reason: RejectReason;

  constructor(reason: RejectReason, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "UnusablePhotoError";
    this.reason = reason;
  }
}

/** Any thrown value as one of ours; what is not ours is `internal`, with the original kept as the cause. */
export function asPartproofError(error: unknown): PartproofError {
  if (error instanceof PartproofError) return error;
  if (error instanceof Error && "code" in error && error.code === "ENOSPC") {
    return new PartproofError(
      "storage-full",
      "The disk is full. Free some space; the work is kept and retried.",
      {
        cause: error,
      },
    );
  }
  return new PartproofError("internal", "Something failed inside Partproof; the log has the details.", {
    cause: error,
    retryable: true,
  });
}

import { PartproofError } from "../domain/errors.ts";

export type LoggedError = {
  type: string;
  message: string;
  code?: string;
  retryable?: boolean;
  stack?: string;
  cause?: LoggedError;
  errors?: LoggedError[];
};

/**
 * An error for the log. Only named fields are taken: libraries hang requests, configuration and answers on their
 * errors, and those hold secrets.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: hideSecrets(String(error)) };
  const deeper = depth < 5;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return {
    type: error.name,
    message: hideSecrets(error.message),
    ...code,
    ...(error instanceof PartproofError ? { retryable: error.retryable } : {}),
    ...(error.stack === undefined ? {} : { stack: hideSecrets(error.stack) }),
    ...(error.cause === undefined || !deeper ? {} : { cause: describeError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && deeper
      ? { errors: error.errors.slice(0, 10).map((inner) => describeError(inner, depth + 1)) }
      : {}),
  };
}

/** Texts with a secret at a known place: URLs with a password, bearer tokens, `password=…`. */
export function hideSecrets(text: string): string {
  return text
    .slice(0, 20_000)
    .replace(/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]{1,500}@/gi, "$1[secret]@")
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, "$1 [secret]")
    .replace(/\b(pass(?:word)?|secret|token|api[-_]?key)(["']?\s*[=:]\s*["']?)[^\s"',;]+/gi, "$1$2[secret]");
}

/** Context of a log line: values under a telling name are left out, others are searched. */
export function safeContext(context: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      /secret|token|pass|authorization|cookie|api[-_]?key/i.test(key) ? "[secret]" : hideSecrets(value),
    ]),
  );
}

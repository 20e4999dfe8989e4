/** What the API says when something is wrong (RFC 9457), as far as people are shown it. */
export type Problem = { status?: number; title: string; detail: string; type?: string };

/**
 * What a failed request says to a person.
 * @param error what openapi-fetch or fetch itself threw
 * @returns undefined when the server was not reached: a matter of the network, not of the request
 */
export function problemOf(error: unknown): Problem | undefined {
  if (typeof error !== "object" || error === null || !("title" in error)) return undefined;
  const { title, detail, status, type } = error as Partial<Record<keyof Problem, unknown>>;
  return {
    title: String(title),
    detail: typeof detail === "string" ? detail : "",
    ...(typeof status === "number" ? { status } : {}),
    ...(typeof type === "string" ? { type } : {}),
  };
}

/** Whether asking the same again can help: not for what the server refused. */
export function worthRetrying(error: unknown): boolean {
  const status = problemOf(error)?.status;
  return status === undefined || status >= 500 || status === 429;
}

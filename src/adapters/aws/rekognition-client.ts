import type { RekognitionClientConfig } from "@aws-sdk/client-rekognition";

/**
 * How a client for the recognizers here is to be made: the SDK slows down by itself when throttled and retries with
 * jitter, three times. After that the queue waits, not a Lambda that is paid by the second.
 */
export const REKOGNITION_CLIENT = {
  maxAttempts: 4,
  retryMode: "adaptive",
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
} as const satisfies RekognitionClientConfig;

/** How long one look may take, retries included, before the photo goes back to the queue. */
const CALL_TIMEOUT_MS = 25_000;

/** What the recognizers need; `timeoutMs` is for one call with its retries, 25 s by default. */
export type CallLimits = { timeoutMs?: number };

/**
 * Run one SDK call under a deadline. The SDK looks at the signal during a request, but not while it waits between two,
 * so the wait is raced as well.
 * @throws what the call threw; an Error named TimeoutError when the time was up
 */
export async function withDeadline<T>(
  { timeoutMs = CALL_TIMEOUT_MS }: CallLimits,
  call: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const timeIsUp = new Promise<never>((_, reject) => {
    abortSignal.addEventListener("abort", () => reject(abortSignal.reason), { once: true });
  });
  return await Promise.race([call({ abortSignal }), timeIsUp]);
}

import { expect, test } from "vitest";
import { PartproofError } from "./errors.ts";
import { retryDelayMs } from "./retry-policy.ts";

const outage = new PartproofError("unavailable", "Nobody answers.");

test("each try waits about twice as long as the one before", () => {
  const delays = [1, 2, 3].map((attempts) => retryDelayMs(outage, attempts, 1));

  expect(delays).toEqual([500, 1_000, 2_000]);
});

test("a photo is not tried again before it can succeed, and not for ever", () => {
  const stopped = new PartproofError("unavailable", "The model is stopped.", { retryAfterMs: 300_000 });

  const delays = [1, 5, 6].map((attempts) => retryDelayMs(stopped, attempts, 0));

  expect(delays).toEqual([300_000, 300_000, undefined]);
});

test("what no retry can help is given up at once", () => {
  const missing = new PartproofError("not-found", "No such model.");

  expect(retryDelayMs(missing, 1, 0)).toBeUndefined();
});

import { expect, test } from "vitest";
import { PartproofError } from "./errors.ts";
import { messageRetryDelayMs, retryDelayMs } from "./retry-policy.ts";

const outage = new PartproofError("unavailable", "Nobody answers.");

test("each try waits about twice as long as the one before", () => {
  const delays = [1, 2, 3].map((attempts) => retryDelayMs(outage, attempts, 1));

  expect(delays).toEqual([500, 1_000, 2_000]);
});

test("a photo is not tried again before it can succeed, and not for ever", () => {
  const stopped = new PartproofError("unavailable", "The model is stopped.", { retryAfterMs: 300_000 });

  const delays = [1, 5, 6].map((attempts) => retryDelayMs(stopped, attempts, 0));

  expect(delays).toEqual([300_000, 300_000, undefined]);
  expect(messageRetryDelayMs(stopped, 6, 0)).toBe(300_000);
});

test("what no retry can help is given up at once", () => {
  const missing = new PartproofError("not-found", "No such model.");

  expect(retryDelayMs(missing, 1, 0)).toBeUndefined();
  expect(messageRetryDelayMs(missing, 1, 0)).toBeUndefined();
});

test("a message outlasts a day without its receiver, tried at once at first and hourly in the end", () => {
  const delays: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const delay = messageRetryDelayMs(outage, attempts, 1);
    if (delay === undefined) break;
    delays.push(delay);
  }

  const hours = delays.reduce((sum, delay) => sum + delay, 0) / 3_600_000;
  expect(delays.slice(0, 3)).toEqual([500, 1000, 2000]);
  expect(Math.max(...delays)).toBe(3_600_000);
  expect(hours).toBeGreaterThan(23);
  expect(hours).toBeLessThan(26);
});

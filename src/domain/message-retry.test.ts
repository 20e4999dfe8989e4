import { expect, test } from "vitest";
import { PartproofError } from "./errors.ts";
import { messageRetryDelayMs } from "./retry-policy.ts";

const away = new PartproofError("unavailable", "The mail server is away.");

test("a message outlasts a day without its receiver, tried at once at first and hourly in the end", () => {
  const delays: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const delay = messageRetryDelayMs(away, attempts, 1);
    if (delay === undefined) break;
    delays.push(delay);
  }

  const hours = delays.reduce((sum, delay) => sum + delay, 0) / 3_600_000;
  expect(delays.slice(0, 3)).toEqual([500, 1000, 2000]);
  expect(Math.max(...delays)).toBe(3_600_000);
  expect(hours).toBeGreaterThan(23);
  expect(hours).toBeLessThan(26);
});

test("a message that nobody can deliver is given up at once", () => {
  const refused = new PartproofError("unavailable", "No such address.", { retryable: false });

  expect(messageRetryDelayMs(refused, 1, 0.5)).toBeUndefined();
});

test("a receiver that says when to come again is not asked sooner", () => {
  const busy = new PartproofError("unavailable", "Busy.", { retryAfterMs: 120_000 });

  expect(messageRetryDelayMs(busy, 1, 0.5)).toBe(120_000);
});

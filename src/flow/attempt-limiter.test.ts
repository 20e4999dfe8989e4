import { expect, it } from "vitest";
import { createAttemptLimiter } from "./attempt-limiter.ts";

const NOW = new Date("2026-03-01T08:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);

function limiter() {
  return createAttemptLimiter({ most: 2, windowMs: 90_000, what: "as this person" });
}

it("refuses what is too much until the window of the first attempt is over", () => {
  const attempts = limiter();
  attempts.take("ana", NOW);
  attempts.take("ana", later(60_000));

  expect(() => attempts.take("ana", later(80_000))).toThrow(
    expect.objectContaining({
      code: "too-many-attempts",
      retryAfterMs: 10_000,
      message: "Too many failed attempts to sign in as this person. Try again in a minute.",
    }),
  );
  expect(() => attempts.take("ana", later(90_000))).not.toThrow();
});

it("counts each key for itself", () => {
  const attempts = limiter();
  attempts.take("ana", NOW);
  attempts.take("ana", NOW);

  expect(() => attempts.take("ben", NOW)).not.toThrow();
});

it("does not count what succeeded", () => {
  const attempts = limiter();

  for (let i = 0; i < 10; i += 1) {
    attempts.take("ana", NOW);
    attempts.giveBack("ana");
  }

  expect(() => attempts.take("ana", NOW)).not.toThrow();
});

it("remembers 10,000 at most, and forgets the oldest first", () => {
  const attempts = limiter();
  for (const key of ["oldest", "oldest"]) attempts.take(key, NOW);
  for (let i = 0; i < 9_999; i += 1) attempts.take(`made up ${i}`, NOW);
  for (const key of ["newest", "newest"]) attempts.take(key, NOW);

  expect(() => attempts.take("oldest", NOW)).not.toThrow();
  expect(() => attempts.take("newest", NOW)).toThrow(/Too many/);
});

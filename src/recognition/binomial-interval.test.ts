import fc from "fast-check";
import { expect, test } from "vitest";
import { eventsAllowed, rateOf, trialsToProve, upperLimit } from "./binomial-interval.ts";
import { createRandom } from "./random.ts";

const counts = fc
  .integer({ min: 1, max: 400 })
  .chain((trials) => fc.record({ trials: fc.constant(trials), events: fc.integer({ min: 0, max: trials }) }));

// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I,
// method 5, and for ten trials the values that R's binom.test gives.
test.each([
  [81, 263, 0.2527, 0.3676],
  [15, 148, 0.0578, 0.1617],
  [0, 20, 0, 0.1684],
  [1, 29, 0.0009, 0.1776],
  [0, 10, 0, 0.3085],
  [5, 10, 0.1871, 0.8129],
  [10, 10, 0.6915, 1],
])("%d of %d lie between the published limits %d and %d", (events, trials, low, high) => {
  const rate = rateOf(events, trials);

  expect(rate.low).toBeCloseTo(low, 4);
  expect(rate.high).toBeCloseTo(high, 4);
});

// The success-run theorem: so many good ones in a row show 95 % confidence in 90, 95, 99 and 99.9 %.
test.each([
  [0.1, 29],
  [0.05, 59],
  [0.01, 299],
  [0.001, 2995],
])("A share of at most %d is proven by %d trials without an event, and by no fewer", (share, trials) => {
  expect(trialsToProve(share)).toBe(trials);
  expect(upperLimit(0, trials)).toBeLessThanOrEqual(share);
  expect(upperLimit(0, trials - 1)).toBeGreaterThan(share);
  expect(eventsAllowed(trials, share)).toBe(0);
  expect(eventsAllowed(trials - 1, share)).toBe(-1);
});

test("None in many trials is the rule of three, and without a trial nothing is known", () => {
  expect(upperLimit(0, 1000) * 1000).toBeCloseTo(3, 1);
  expect(rateOf(0, 0)).toEqual({ events: 0, trials: 0, low: 0, high: 1, atMost: 1 });
});

test("The limits hold the share that was seen, lie within 0 and 1, and mirror when events and others change places", () => {
  fc.assert(
    fc.property(counts, ({ events, trials }) => {
      const { low, high, atMost } = rateOf(events, trials);
      const mirrored = rateOf(trials - events, trials);
      const share = events / trials;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(share).toBeLessThanOrEqual(atMost + 1e-12);
      expect(atMost).toBeLessThanOrEqual(high);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeCloseTo(1 - mirrored.high, 9);
    }),
  );
});

test("An event more raises every limit, a trial more without one lowers it", () => {
  fc.assert(
    fc.property(counts, ({ events, trials }) => {
      const rate = rateOf(events, trials);
      const quieter = rateOf(events, trials + 1);
      const worse = rateOf(events + 1, trials + 1);
      expect(quieter.high).toBeLessThanOrEqual(rate.high);
      expect(quieter.atMost).toBeLessThanOrEqual(rate.atMost);
      expect(worse.low).toBeGreaterThanOrEqual(rate.low);
      expect(worse.low).toBeGreaterThanOrEqual(quieter.low);
    }),
  );
});

test("As many events as are allowed prove a share, and one more does not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 0.01, max: 0.6, noNaN: true }),
      (trials, share) => {
        const allowed = eventsAllowed(trials, share);
        if (allowed >= 0) expect(upperLimit(allowed, trials)).toBeLessThanOrEqual(share + 1e-9);
        if (allowed + 1 < trials) expect(upperLimit(allowed + 1, trials)).toBeGreaterThan(share - 1e-9);
      },
    ),
  );
});

test.each([0.002, 0.03, 0.5])("With a true share of %d, at least 95 of 100 intervals hold it", (share) => {
  const random = createRandom(7);
  const draws = 4000;
  const rates = Array.from({ length: 61 }, (_, events) => rateOf(events, 60));
  let [inside, below] = [0, 0];

  for (let draw = 0; draw < draws; draw++) {
    let events = 0;
    for (let trial = 0; trial < 60; trial++) if (random.next() < share) events++;
    const rate = rates[events];
    if (!rate) throw new RangeError(`There is no rate of ${events}.`);
    if (rate.low <= share && share <= rate.high) inside++;
    if (share <= rate.atMost) below++;
  }

  // Exact intervals cover 95 % or more; a percent is left for chance (three standard deviations of 4,000 draws).
  expect(inside / draws).toBeGreaterThan(0.94);
  expect(below / draws).toBeGreaterThan(0.94);
});

import type { Rate } from "./binomial-interval.ts";

/** `0 of 12 (at most 22.1 %)`. */
export function describeEscapes({ events, trials, atMost }: Rate): string {
  return trials === 0 ? "unknown, no photo lacks it" : `${events} of ${trials} (at most ${percent(atMost)})`;
}

/** `1 of 20 (0.127 to 24.9 %)`. */
export function describeRate(rate: Rate): string {
  return `${rate.events} of ${rate.trials} (${describeRange(rate)})`;
}

/** `0.127 to 24.9 %`. */
export function describeRange({ low, high }: Rate): string {
  return `${Number((low * 100).toPrecision(3))} to ${percent(high)}`;
}

/** Digits as far as they say something: 0.1 %, 22.1 %, 95 %. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

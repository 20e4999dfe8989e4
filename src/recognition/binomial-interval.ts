import { z } from "zod";

/**
 * How often something happened in independent trials, and what that says of its true share: from `low` to `high` with
 * 95 % confidence, or, looking at one side only, at most `atMost` with 95 % confidence. All three are 0 to 1.
 */
export const rateSchema = z.strictObject({
  events: z.int().min(0),
  trials: z.int().min(0),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
  atMost: z.number().min(0).max(1),
});
export type Rate = z.infer<typeof rateSchema>;

export const CONFIDENCE = 0.95;
const RISK = 1 - CONFIDENCE;
/** Each halving gives one more bit of a limit; a double has 53. */
const HALVINGS = 55;

/**
 * The exact interval of Clopper and Pearson ("The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26, 1934): it never covers less than it says, however few the trials. Without a trial
 * nothing is known, and it spans 0 to 1.
 */
export function rateOf(events: number, trials: number): Rate {
  return {
    events,
    trials,
    low: 1 - upperLimit(trials - events, trials, RISK / 2),
    high: upperLimit(events, trials, RISK / 2),
    atMost: upperLimit(events, trials, RISK),
  };
}

/**
 * The largest share at which so few events (or fewer) still happen with probability `risk`. For none in n trials and a
 * risk of 5 % that is about 3 / n, the rule of three (Hanley and Lippman-Hand, JAMA 249, 1983).
 */
export function upperLimit(events: number, trials: number, risk = RISK): number {
  if (events >= trials) return 1;
  let [low, high] = [0, 1];
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2;
    if (probabilityOfAtMost(events, trials, middle) > risk) low = middle;
    else high = middle;
  }
  return high;
}

/** How many trials without an event prove with 95 % confidence that the true share is at most `share`, 0 < share < 1. */
export function trialsToProve(share: number): number {
  return Math.ceil(Math.log(RISK) / Math.log1p(-share));
}

/**
 * The most events that so many trials may have and still prove with 95 % confidence that the true share is at most
 * `share`. @returns -1 where even none would not prove it
 */
export function eventsAllowed(trials: number, share: number): number {
  let events = -1;
  while (events + 1 < trials && probabilityOfAtMost(events + 1, trials, share) <= RISK) events++;
  return events;
}

/** P(X ≤ events) of a binomial distribution, summed in logarithms: its terms are far too small for large `trials`. */
function probabilityOfAtMost(events: number, trials: number, share: number): number {
  if (share <= 0 || events >= trials) return 1;
  if (share >= 1) return 0;
  const odds = Math.log(share) - Math.log1p(-share);
  let term = trials * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let n = 1; n <= events; n++) {
    term += Math.log((trials - n + 1) / n) + odds;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

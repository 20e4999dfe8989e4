import type { Mark, WesternElectricRule } from "../domain/report/western-electric.ts";

const MEANING: Record<WesternElectricRule, string> = {
  "one-beyond-3-sigma": "beyond the control limit",
  "two-of-three-beyond-2-sigma": "two of three in the outer third",
  "four-of-five-beyond-1-sigma": "four of five in the outer two thirds",
  "eight-on-one-side": "eight in a row on this side of the center",
};

/** Such as `above: beyond the control limit`. */
export function describeMark({ rule, side }: Mark): string {
  return `${side}: ${MEANING[rule]}`;
}

/** For a reader who sees marks for the first time; below the chart, also where nothing is marked. */
export const ABOUT_MARKS: readonly string[] = [
  "A line makes good and bad widgets at random around its own fail rate. As long as nothing changes, the fail rate of a period stays between the control limits, which are three standard errors around the center line.",
  "A mark says: this would hardly have happened by chance, so look for what changed. Above the center it is a reason to act, below it something to learn from, or a check that no longer finds anything.",
  "Beyond the control limit: by chance about once in 370 periods. Two of three periods in the outer third, four of five in the outer two thirds, or eight in a row on one side: a smaller change that lasts. With four rules at once, expect a false mark about once in 90 periods.",
  "The rules fit badly to periods with few photos (fewer than five expected fails): there a mark comes more often by chance. Choose a longer range, so that days or weeks are counted together.",
];

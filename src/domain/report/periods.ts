import { DateTime, type DurationLikeObject, IANAZone } from "luxon";
import { PartproofError } from "../errors.ts";

export type PeriodUnit = "hour" | "day" | "week" | "month";
/** `from` inclusive, `to` exclusive, in milliseconds since 1970; `label` as people of that time zone write it. */
export type Period = { fromMs: number; toMs: number; label: string };

const STEP: Record<PeriodUnit, DurationLikeObject> = {
  hour: { hours: 1 },
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
};
const LABEL: Record<PeriodUnit, string> = {
  hour: "MM-dd HH:mm",
  day: "yyyy-MM-dd",
  week: "kkkk-'W'WW",
  month: "yyyy-MM",
};
const HOURS_UP_TO_DAYS = 2;
const DAYS_UP_TO_DAYS = 62;
const WEEKS_UP_TO_DAYS = 731;
const MOST_YEARS = 100;

/**
 * Cut a range into the hours, days, weeks (from Monday) or months of a time zone, whichever leave a chart readable.
 * A day on which the clock changes is 23 or 25 hours long, as it is for the people in it. The first and the last
 * period are cut to the range.
 * @throws PartproofError `invalid-input` for a range that is empty or longer than 100 years, or an unknown time zone
 */
export function cutIntoPeriods(
  range: { from: string; to: string },
  timeZone: string,
): { unit: PeriodUnit; periods: Period[] } {
  const from = timeIn(timeZone, "from", range.from);
  const to = timeIn(timeZone, "to", range.to);
  const days = to.diff(from, "days").days;
  if (days <= 0 || days > MOST_YEARS * 366) {
    const message = `Expected "to" after "from" and at most ${MOST_YEARS} years later, received ${range.from} to ${range.to}.`;
    throw new PartproofError("invalid-input", message);
  }
  const unit = unitFor(days);
  const periods: Period[] = [];
  for (let start = from; start < to; ) {
    const next = start.startOf(unit).plus(STEP[unit]);
    const end = next < to ? next : to;
    periods.push({ fromMs: start.toMillis(), toMs: end.toMillis(), label: start.toFormat(LABEL[unit]) });
    start = end;
  }
  return { unit, periods };
}

/** The period that holds a moment. @returns -1 for a moment outside of all */
export function findPeriod(periods: readonly Period[], ms: number): number {
  let [low, high] = [0, periods.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const period = periods[middle];
    if (period === undefined || ms < period.fromMs) high = middle - 1;
    else if (ms >= period.toMs) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** A moment of a range, which may be a date or lack an offset: then it is one of the time zone. */
export function timeIn(timeZone: string, field: string, text: string): DateTime<true> {
  if (!IANAZone.isValidZone(timeZone)) {
    const message = `Expected a time zone such as Europe/Berlin, received ${JSON.stringify(timeZone.slice(0, 60))}.`;
    throw new PartproofError("invalid-input", message);
  }
  const time = DateTime.fromISO(text, { zone: timeZone, locale: "en-US" });
  if (!time.isValid) {
    const message = `${field}: expected a date or time in ISO 8601, received ${JSON.stringify(text.slice(0, 60))}.`;
    throw new PartproofError("invalid-input", message);
  }
  return time;
}

function unitFor(days: number): PeriodUnit {
  if (days <= HOURS_UP_TO_DAYS) return "hour";
  if (days <= DAYS_UP_TO_DAYS) return "day";
  return days <= WEEKS_UP_TO_DAYS ? "week" : "month";
}

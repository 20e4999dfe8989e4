import type { TimeOfDay } from "./setting-types.ts";

const WEEK = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
const DAY_MINUTES = 24 * 60;

/** A schedule for a time on some days of the week, moved by whole days. `MON-FRI` and `MON,WED` are read alike. */
export function onDays(time: TimeOfDay, days: string, moveDays = 0): string {
  const moved = daysOf(days).map((day) => WEEK[(day + moveDays + 7) % 7]);
  return `cron(${time.minute} ${time.hour} ? * ${moved.join(",")} *)`;
}

/** The same, some minutes earlier; before midnight it is the day before. */
export function minutesBefore(time: TimeOfDay, days: string, minutes: number): string {
  const at = time.hour * 60 + time.minute - minutes;
  const within = (at + DAY_MINUTES) % DAY_MINUTES;
  return onDays({ hour: Math.floor(within / 60), minute: within % 60 }, days, at < 0 ? -1 : 0);
}

function daysOf(days: string): number[] {
  return days.split(",").flatMap((part) => {
    const [first = "", last = first] = part.split("-");
    const from = WEEK.indexOf(first);
    const count = (WEEK.indexOf(last) - from + 7) % 7;
    return Array.from({ length: count + 1 }, (_, i) => (from + i) % 7);
  });
}

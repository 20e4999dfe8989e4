import type { Reader } from "./reader.ts";

/** To the second and with its zone: a person can set it beside a clock, and a log. */
const MOMENT: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Such as `Jan 5, 2026, 06:12:33 GMT+1`. @param time ISO 8601 */
export function localTime(time: string | Date, { language, timeZone }: Reader): string {
  const key = `${language} ${timeZone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...MOMENT, timeZone });
  formats.set(key, format);
  return format.format(new Date(time));
}

/**
 * Such as `March 2 - 8, 2026`: the days of a range, or with `clock` its times.
 * @param to exclusive: a range of whole days ends with the day before
 */
export function localRange(from: Date, to: Date, { language, timeZone }: Reader, clock: boolean): string {
  const style: Intl.DateTimeFormatOptions = clock
    ? { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }
    : { dateStyle: "long" };
  const format = new Intl.DateTimeFormat(language, { ...style, timeZone });
  return format.formatRange(from, clock ? to : new Date(to.getTime() - 1));
}

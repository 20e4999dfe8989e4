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

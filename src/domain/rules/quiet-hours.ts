import { DateTime } from "luxon";
import { z } from "zod";
import { timeZoneSchema } from "../words/reader.ts";

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day between 00:00 and 23:59, such as 22:00");

export const quietHoursSchema = z
  .strictObject({
    from: timeOfDay.describe("Local time of day, inclusive."),
    to: timeOfDay.describe("Local time of day, exclusive; of the next day if it is not after `from`."),
    timeZone: timeZoneSchema,
  })
  .refine(({ from, to }) => from !== to, { message: "`to` differs from `from`" });
export type QuietHours = z.infer<typeof quietHoursSchema>;

/**
 * When quiet hours that `nowMs` lies in are over; undefined outside of them. They begin and end by the clocks of their
 * time zone, so on the days the clock changes they are an hour longer or shorter.
 * @returns milliseconds since 1970, always after `nowMs`
 */
export function quietUntil(nowMs: number, quiet: QuietHours): number | undefined {
  const now = DateTime.fromMillis(nowMs, { zone: quiet.timeZone });
  // Those of last night may not be over yet.
  for (const day of [-1, 0]) {
    const date = now.plus({ days: day });
    const from = at(date, quiet.from);
    const to = at(quiet.to > quiet.from ? date : date.plus({ days: 1 }), quiet.to);
    if (from <= nowMs && nowMs < to) return to;
  }
  return undefined;
}

function at(date: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return date.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
}

import { DateTime } from "luxon";
import { z } from "zod";
import { nameSchema } from "../recipe.ts";
import { momentOf, shiftStarts } from "../shift.ts";
import { recipientSchema } from "../words/reader.ts";

/** A report that is made again and again, by itself. */
export const reportScheduleSchema = z.strictObject({
  every: z.enum(["day", "shift", "week"]),
  recipe: nameSchema.optional(),
  line: nameSchema.optional(),
  to: z.array(recipientSchema).max(50).default([]).describe("Who gets it by mail."),
  attach: z.boolean().default(true).describe("Whether the mail carries the PDF, or only leads to it."),
  delayMinutes: z
    .int()
    .min(0)
    .max(24 * 60)
    .default(15)
    .describe("After the end of the period, so that its last photos have a verdict."),
});
export type ReportSchedule = z.infer<typeof reportScheduleSchema> & {
  name: string;
  /** Where days and weeks begin and shifts start. */
  timeZone: string;
  shiftStarts: readonly string[];
};

/** How much is made up after the machine was off: more would be a flood of mails about long ago. */
const MOST_DAYS_BACK = { shift: 7, day: 31, week: 70 } as const;

/** `from` inclusive, `to` exclusive. */
export type ReportPeriod = { from: Date; to: Date };

/**
 * The periods of a schedule that are over, the oldest first, back to as far as is made up. A day on which the clock
 * changes has 23 or 25 hours; weeks begin on Monday.
 */
export function endedPeriods(schedule: ReportSchedule, now: Date): ReportPeriod[] {
  const due = now.getTime() - schedule.delayMinutes * 60_000;
  const ends = boundaries(schedule, now).filter((end) => end <= due);
  return ends.slice(1).map((to, i) => ({ from: new Date(ends[i] ?? to), to: new Date(to) }));
}

function boundaries(schedule: ReportSchedule, now: Date): number[] {
  const { every, timeZone, shiftStarts: starts } = schedule;
  const days = MOST_DAYS_BACK[every];
  if (every === "shift") return shiftStarts(now, { starts, timeZone }, days);
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const found: number[] = [];
  for (let back = days; back >= 0; back--) {
    const { year, month, day, weekday } = today.minus({ days: back });
    if (every === "day" || weekday === 1)
      found.push(momentOf({ year, month, day, hour: 0, minute: 0 }, timeZone));
  }
  return found;
}

/** Sorts by the end of the period, and is the same for the same schedule and period, whenever it is made. */
export function keptReportId({ name }: { name: string }, { to }: ReportPeriod): string {
  return `${to.toISOString().replace(/[-:]|\.\d+/g, "")}-${name}`;
}

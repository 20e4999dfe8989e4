import { DateTime } from "luxon";
import { PartproofError } from "./errors.ts";

/** `from` inclusive, `to` exclusive. */
export type Shift = { from: Date; to: Date };

/** Times of day at which shifts start, such as `["06:00", "14:00", "22:00"]`, and where these times are meant. */
export type ShiftPlan = { starts: readonly string[]; timeZone: string };

/**
 * The last shift that is over at `now`. Shifts tile time: each ends where the next one starts; a single start makes a
 * 24-hour shift. On the days the clock changes a shift is longer or shorter, as it is for the people in it.
 * @throws PartproofError `invalid-input` when there is no start or one is not a time of day
 */
export function shiftBounds(now: Date, plan: ShiftPlan): Shift {
  const [from, to] = shiftStarts(now, plan)
    .filter((start) => start <= now.getTime())
    .slice(-2);
  return shiftOf(from, to);
}

/** The shift that is on at `now`: it starts where {@link shiftBounds} ends. @throws as that does */
export function currentShift(now: Date, plan: ShiftPlan): Shift {
  const starts = shiftStarts(now, plan);
  const next = starts.findIndex((start) => start > now.getTime());
  return shiftOf(starts[next - 1], starts[next]);
}

/**
 * When shifts start, in milliseconds since 1970 and in order, from `daysBack` days before `now` to two days after it:
 * two of the past and one to come at least, also where the clock change skips one.
 * @throws PartproofError as {@link shiftBounds}
 */
export function shiftStarts(now: Date, { starts, timeZone }: ShiftPlan, daysBack = 3): number[] {
  const times = starts.map(parseTime);
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const found = new Set<number>();
  for (let day = -daysBack; day <= 2; day++) {
    const { year, month, day: date } = today.plus({ days: day });
    for (const time of times) found.add(momentOf({ year, month, day: date, ...time }, timeZone));
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * A time on the wall as a moment. One that the clock skips is as much later as the clock jumps; of one that comes twice
 * it is the first, whenever somebody asks.
 */
export function momentOf(
  local: { year: number; month: number; day: number; hour: number; minute: number },
  timeZone: string,
): number {
  const times = DateTime.fromObject(local, { zone: timeZone }).getPossibleOffsets();
  return Math.min(...times.map((time) => time.toMillis()));
}

function shiftOf(from: number | undefined, to: number | undefined): Shift {
  if (from === undefined || to === undefined) {
    throw new PartproofError(
      "invalid-input",
      "Expected at least one shift start such as 06:00, received none.",
    );
  }
  return { from: new Date(from), to: new Date(to) };
}

function parseTime(text: string): { hour: number; minute: number } {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) {
    throw new PartproofError(
      "invalid-input",
      `Expected a shift start between 00:00 and 23:59, received ${JSON.stringify(text.slice(0, 40))}.`,
    );
  }
  return { hour: Number(match[1]), minute: Number(match[2]) };
}

import { PartproofError } from "./errors.ts";

/** `from` inclusive, `to` exclusive. */
export type Shift = { from: Date; to: Date };

/**
 * The last shift that is over at `now`. Shifts tile time: each ends where the next one starts.
 * @param starts local times of day, such as `["06:00", "14:00", "22:00"]`; a single one makes a 24-hour shift.
 * On the days the clock changes a shift is an hour longer or shorter, as it is for the people in it.
 * @throws PartproofError `invalid-input` when there is no start or one is not a time of day
 */
export function shiftBounds(now: Date, starts: readonly string[]): Shift {
  const [from, to] = boundariesAround(now, starts)
    .filter((boundary) => boundary <= now.getTime())
    .slice(-2);
  return shiftOf(from, to);
}

/** The shift that is on at `now`: it starts where {@link shiftBounds} ends. @throws as that does */
export function currentShift(now: Date, starts: readonly string[]): Shift {
  const boundaries = boundariesAround(now, starts);
  const next = boundaries.findIndex((boundary) => boundary > now.getTime());
  return shiftOf(boundaries[next - 1], boundaries[next]);
}

/** In order; two before `now` and one after it at least, also where the clock change skips one. */
function boundariesAround(now: Date, starts: readonly string[]): number[] {
  const times = starts.map(parseTime);
  const boundaries = new Set<number>();
  for (let day = -3; day <= 2; day++) {
    for (const { hour, minute } of times) {
      const date = now.getDate() + day;
      boundaries.add(new Date(now.getFullYear(), now.getMonth(), date, hour, minute).getTime());
    }
  }
  return [...boundaries].sort((a, b) => a - b);
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

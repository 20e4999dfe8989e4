import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currentShift, shiftBounds } from "./shift.ts";

const STARTS = ["06:00", "14:00", "22:00"];
const zone = process.env["TZ"];
beforeAll(() => {
  // A zone whose clock changes: 2026-03-29 has 23 hours, 2026-10-25 has 25.
  process.env["TZ"] = "Europe/Berlin";
});
afterAll(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

const bounds = (now: string, starts = STARTS) => {
  const { from, to } = shiftBounds(new Date(now), starts);
  return [from.toISOString(), to.toISOString()];
};

describe("the last completed shift", () => {
  test("ends at the latest start", () => {
    expect(bounds("2026-01-05T15:30:00+01:00")).toEqual([
      "2026-01-05T05:00:00.000Z",
      "2026-01-05T13:00:00.000Z",
    ]);
  });

  test("is complete at the very moment the next one starts", () => {
    expect(bounds("2026-01-05T14:00:00+01:00")).toEqual([
      "2026-01-05T05:00:00.000Z",
      "2026-01-05T13:00:00.000Z",
    ]);
  });

  test("crosses midnight", () => {
    expect(bounds("2026-01-05T07:00:00+01:00")).toEqual([
      "2026-01-04T21:00:00.000Z",
      "2026-01-05T05:00:00.000Z",
    ]);
  });

  test("lasts a whole day when there is one start", () => {
    expect(bounds("2026-01-05T05:00:00+01:00", ["06:00"])).toEqual([
      "2026-01-03T05:00:00.000Z",
      "2026-01-04T05:00:00.000Z",
    ]);
  });

  test("is an hour shorter in the night the clock goes forward", () => {
    expect(bounds("2026-03-29T08:00:00+02:00")).toEqual([
      "2026-03-28T21:00:00.000Z",
      "2026-03-29T04:00:00.000Z",
    ]);
  });

  test("shifts tile time without gap or overlap", () => {
    const start = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
    const starts = fc.array(start, { minLength: 1, maxLength: 6 });
    // Around both clock changes of the year.
    const now = fc.oneof(
      fc.date({
        min: new Date("2026-03-26T00:00:00Z"),
        max: new Date("2026-04-02T00:00:00Z"),
        noInvalidDate: true,
      }),
      fc.date({
        min: new Date("2026-10-22T00:00:00Z"),
        max: new Date("2026-10-29T00:00:00Z"),
        noInvalidDate: true,
      }),
    );
    fc.assert(
      fc.property(now, starts, (time, given) => {
        const last = shiftBounds(time, given);
        expect(last.from.getTime()).toBeLessThan(last.to.getTime());
        expect(last.to.getTime()).toBeLessThanOrEqual(time.getTime());
        // The same from its end until now: no start was skipped in between.
        expect(shiftBounds(last.to, given)).toEqual(last);
        // The one before ends exactly where this one starts, also seen from its last millisecond.
        expect(shiftBounds(last.from, given).to).toEqual(last.from);
        expect(shiftBounds(new Date(last.to.getTime() - 1), given).to).toEqual(last.from);
      }),
      { numRuns: 300 },
    );
  });

  test.each([[[]], [["6:00"]], [["24:00"]], [["12:60"]], [["noon"]]])(
    "cannot be told from the starts %j",
    (starts: string[]) => {
      expect(() => shiftBounds(new Date(), starts)).toThrow(/Expected .*shift start/);
    },
  );
});

describe("the shift that is on", () => {
  const current = (now: string, starts = STARTS) => {
    const { from, to } = currentShift(new Date(now), starts);
    return [from.toISOString(), to.toISOString()];
  };

  test.each([
    [
      "in the middle of a shift",
      "2026-01-05T15:30:00+01:00",
      "2026-01-05T13:00:00.000Z",
      "2026-01-05T21:00:00.000Z",
    ],
    [
      "at the very start of one",
      "2026-01-05T14:00:00+01:00",
      "2026-01-05T13:00:00.000Z",
      "2026-01-05T21:00:00.000Z",
    ],
    ["after midnight", "2026-01-05T01:00:00+01:00", "2026-01-04T21:00:00.000Z", "2026-01-05T05:00:00.000Z"],
    [
      "in the night of 23 hours",
      "2026-03-29T04:00:00+02:00",
      "2026-03-28T21:00:00.000Z",
      "2026-03-29T04:00:00.000Z",
    ],
  ])("holds the time %s", (_when, now, from, to) => {
    expect(current(now)).toEqual([from, to]);
  });

  test("lasts a day when there is one start", () => {
    expect(current("2026-01-05T05:00:00+01:00", ["06:00"])).toEqual([
      "2026-01-04T05:00:00.000Z",
      "2026-01-05T05:00:00.000Z",
    ]);
  });

  test("starts where the last completed one ends, at any time", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2025-01-01"), max: new Date("2028-01-01"), noInvalidDate: true }),
        (now) => {
          const { from, to } = currentShift(now, STARTS);
          expect(from).toEqual(shiftBounds(now, STARTS).to);
          expect(to.getTime()).toBeGreaterThan(now.getTime());
        },
      ),
    );
  });

  test("needs a start", () => {
    expect(() => currentShift(new Date(), [])).toThrow(/at least one shift start/);
  });
});

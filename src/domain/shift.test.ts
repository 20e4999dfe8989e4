import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currentShift, shiftBounds, shiftStarts } from "./shift.ts";

const STARTS = ["06:00", "14:00", "22:00"];
/** A zone whose clock changes: 2026-03-29 has 23 hours, 2026-10-25 has 25. */
const BERLIN = "Europe/Berlin";

const plan = (starts = STARTS, timeZone = BERLIN) => ({ starts, timeZone });
const bounds = (now: string, starts = STARTS, timeZone = BERLIN) => {
  const { from, to } = shiftBounds(new Date(now), plan(starts, timeZone));
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

  test.each([
    ["Europe/Berlin in spring", "Europe/Berlin", "2026-03-29T11:00Z", "2026-03-28T21:00", "2026-03-29T04:00"],
    ["Europe/Berlin in autumn", "Europe/Berlin", "2026-10-25T12:00Z", "2026-10-24T20:00", "2026-10-25T05:00"],
    [
      "America/New_York in spring",
      "America/New_York",
      "2026-03-08T17:00Z",
      "2026-03-08T03:00",
      "2026-03-08T10:00",
    ],
    [
      "America/New_York in autumn",
      "America/New_York",
      "2026-11-01T17:00Z",
      "2026-11-01T02:00",
      "2026-11-01T11:00",
    ],
    // Half an hour.
    [
      "Lord Howe in spring",
      "Australia/Lord_Howe",
      "2026-10-03T23:00Z",
      "2026-10-03T11:30",
      "2026-10-03T19:00",
    ],
    [
      "Lord Howe in autumn",
      "Australia/Lord_Howe",
      "2026-04-04T23:00Z",
      "2026-04-04T11:00",
      "2026-04-04T19:30",
    ],
  ])(
    "over the night of the clock change is as long as it was for the people in it: %s",
    (_name, zone, now, from, to) => {
      expect(bounds(now, STARTS, zone)).toEqual([`${from}:00.000Z`, `${to}:00.000Z`]);
    },
  );

  test.each([
    ["starts when the clock jumps over it", "2026-03-29T06:00Z", "2026-03-29T01:30:00.000Z"],
    ["starts the first time that the clock shows it", "2026-10-25T06:00Z", "2026-10-25T00:30:00.000Z"],
  ])("of a start within the change %s, whenever somebody asks", (_name, now, from) => {
    const at = new Date(now);
    const later = new Date(at.getTime() + 20 * 24 * 3_600_000);

    expect(currentShift(at, plan(["02:30"])).from.toISOString()).toBe(from);
    expect(shiftStarts(later, plan(["02:30"]), 25)).toContain(Date.parse(from));
  });

  test("shifts tile time without gap or overlap", () => {
    const start = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
    const starts = fc.array(start, { minLength: 1, maxLength: 6 });
    const zones = fc.constantFrom(BERLIN, "America/New_York", "Australia/Lord_Howe", "UTC");
    // Around the clock changes of the year.
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
      fc.property(now, starts, zones, (time, given, timeZone) => {
        const last = shiftBounds(time, plan(given, timeZone));
        expect(last.from.getTime()).toBeLessThan(last.to.getTime());
        expect(last.to.getTime()).toBeLessThanOrEqual(time.getTime());
        // The same from its end until now: no start was skipped in between.
        expect(shiftBounds(last.to, plan(given, timeZone))).toEqual(last);
        // The one before ends exactly where this one starts, also seen from its last millisecond.
        expect(shiftBounds(last.from, plan(given, timeZone)).to).toEqual(last.from);
        expect(shiftBounds(new Date(last.to.getTime() - 1), plan(given, timeZone)).to).toEqual(last.from);
      }),
      { numRuns: 300 },
    );
  });

  test.each([[[]], [["6:00"]], [["24:00"]], [["12:60"]], [["noon"]]])(
    "cannot be told from the starts %j",
    (starts: string[]) => {
      expect(() => shiftBounds(new Date(), plan(starts))).toThrow(/Expected .*shift start/);
    },
  );
});

describe("the shift that is on", () => {
  const current = (now: string, starts = STARTS) => {
    const { from, to } = currentShift(new Date(now), plan(starts));
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
          const { from, to } = currentShift(now, plan());
          expect(from).toEqual(shiftBounds(now, plan()).to);
          expect(to.getTime()).toBeGreaterThan(now.getTime());
        },
      ),
    );
  });

  test("needs a start", () => {
    expect(() => currentShift(new Date(), plan([]))).toThrow(/at least one shift start/);
  });
});

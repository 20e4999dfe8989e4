import { describe, expect, it } from "vitest";
import { endedPeriods, keptReportId, type ReportSchedule } from "./report-schedule.ts";

const schedule = (changes: Partial<ReportSchedule> = {}): ReportSchedule => ({
  name: "daily",
  every: "day",
  to: [],
  attach: true,
  delayMinutes: 15,
  timeZone: "Europe/Berlin",
  shiftStarts: ["06:00", "14:00", "22:00"],
  ...changes,
});

/** The newest period that is over, and how many hours it has. */
function last(changes: Partial<ReportSchedule>, now: string) {
  const period = endedPeriods(schedule(changes), new Date(now)).at(-1);
  if (!period) throw new Error("expected a period");
  const { from, to } = period;
  return [from.toISOString(), to.toISOString(), (to.getTime() - from.getTime()) / 3_600_000];
}

describe("the period that a scheduled report is about", () => {
  it.each([
    ["a day of 23 hours", "Europe/Berlin", "2026-03-30T06:00Z", "2026-03-28T23:00", "2026-03-29T22:00", 23],
    ["a day of 25 hours", "Europe/Berlin", "2026-10-26T06:00Z", "2026-10-24T22:00", "2026-10-25T23:00", 25],
    ["one of New York", "America/New_York", "2026-03-09T12:00Z", "2026-03-08T05:00", "2026-03-09T04:00", 23],
    ["its autumn", "America/New_York", "2026-11-02T12:00Z", "2026-11-01T04:00", "2026-11-02T05:00", 25],
    [
      "Lord Howe in spring",
      "Australia/Lord_Howe",
      "2026-10-04T20:00Z",
      "2026-10-03T13:30",
      "2026-10-04T13:00",
      23.5,
    ],
    [
      "Lord Howe in autumn",
      "Australia/Lord_Howe",
      "2026-04-05T20:00Z",
      "2026-04-04T13:00",
      "2026-04-05T13:30",
      24.5,
    ],
  ])("is %s where the clock changes", (_name, timeZone, now, from, to, hours) => {
    expect(last({ timeZone }, now)).toEqual([`${from}:00.000Z`, `${to}:00.000Z`, hours]);
  });

  it("is a week from Monday to Monday, also over the change", () => {
    expect(last({ every: "week" }, "2026-03-31T06:00Z")).toEqual([
      "2026-03-22T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
      167,
    ]);
  });

  it("is the shift over the change, as long as it was", () => {
    expect(last({ every: "shift" }, "2026-10-25T06:00Z")).toEqual([
      "2026-10-24T20:00:00.000Z",
      "2026-10-25T05:00:00.000Z",
      9,
    ]);
  });

  it("waits for the verdicts of the last photos", () => {
    expect(last({}, "2026-03-01T23:14:59Z")[1]).toBe("2026-02-28T23:00:00.000Z");
    expect(last({}, "2026-03-01T23:15:00Z")[1]).toBe("2026-03-01T23:00:00.000Z");
  });

  it.each(["day", "shift", "week"] as const)("is one of a row without gap, for every %s", (every) => {
    const periods = endedPeriods(schedule({ every }), new Date("2026-04-02T12:00:00Z"));

    expect(periods.length).toBeGreaterThan(5);
    for (const [i, { from }] of periods.entries()) if (i > 0) expect(from).toEqual(periods[i - 1]?.to);
  });
});

describe("the id of a kept report", () => {
  it("sorts by the end of its period", () => {
    const periods = endedPeriods(schedule(), new Date("2026-04-02T12:00:00Z"));

    const ids = periods.map((period) => keptReportId({ name: "daily" }, period));

    expect(ids.at(-1)).toBe("20260401T220000Z-daily");
    expect(ids.toSorted()).toEqual(ids);
  });
});

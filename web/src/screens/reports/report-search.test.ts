import { describe, expect, it } from "vitest";
import { rangeOf, readReportSearch, todayIn } from "./report-search.ts";

const known = {
  timeZone: "Europe/Berlin",
  today: "2026-03-04",
  shift: { from: "2026-03-04T05:00:00.000Z", to: "2026-03-04T13:00:00.000Z" },
};

describe("the range of a report", () => {
  it.each([
    ["today", {}, "2026-03-04", "2026-03-05"],
    ["a day at the end of a month", { span: "day", date: "2026-02-28" }, "2026-02-28", "2026-03-01"],
    [
      "the week of a Sunday, from its Monday",
      { span: "week", date: "2026-03-08" },
      "2026-03-02",
      "2026-03-09",
    ],
    ["the week of a Monday", { span: "week", date: "2026-03-02" }, "2026-03-02", "2026-03-09"],
    ["the shift", { span: "shift" }, known.shift.from, known.shift.to],
    ["any", { span: "range", from: "2026-03-01T06:00", to: "2026-03-02" }, "2026-03-01T06:00", "2026-03-02"],
  ] as const)("is %s", (_what, search, from, to) => {
    expect(rangeOf(search, known)).toEqual({ from, to, timeZone: "Europe/Berlin" });
  });

  it.each([
    ["a shift that is not known yet", { span: "shift" }, { ...known, shift: undefined }],
    ["no end", { span: "range", from: "2026-03-01" }, known],
    ["an end before the start", { span: "range", from: "2026-03-02", to: "2026-03-01" }, known],
  ] as const)("is none with %s", (_what, search, with_) => {
    expect(rangeOf(search, with_)).toBeUndefined();
  });

  it("takes from an address what can be shown, and nothing else", () => {
    const search = {
      span: "year",
      date: "2026-13-99",
      from: "<b>",
      to: "2026-03-02T06:00",
      line: 7,
      timeZone: "Mars/Olympus",
      recipe: "",
      x: 1,
    };

    expect(readReportSearch(search)).toEqual({ to: "2026-03-02T06:00", line: "7" });
    expect(readReportSearch({ span: "week", date: "2026-03-02", timeZone: "UTC" })).toEqual({
      span: "week",
      date: "2026-03-02",
      timeZone: "UTC",
    });
  });

  it("knows what day it is elsewhere", () => {
    const now = new Date("2026-03-04T23:30:00Z");

    expect([todayIn("UTC", now), todayIn("Europe/Berlin", now)]).toEqual(["2026-03-04", "2026-03-05"]);
  });
});

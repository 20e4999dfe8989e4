import { describe, expect, it } from "vitest";
import { quietHoursSchema, quietUntil } from "./quiet-hours.ts";

const BERLIN_NIGHT = { from: "22:00", to: "06:00", timeZone: "Europe/Berlin" };

function until(now: string, quiet = BERLIN_NIGHT): string | undefined {
  const end = quietUntil(Date.parse(now), quiet);
  return end === undefined ? undefined : new Date(end).toISOString();
}

describe("quiet hours", () => {
  it.each([
    ["2026-01-10T20:59:59Z", undefined],
    ["2026-01-10T21:00:00Z", "2026-01-11T05:00:00.000Z"],
    ["2026-01-11T04:59:59Z", "2026-01-11T05:00:00.000Z"],
    ["2026-01-11T05:00:00Z", undefined],
  ])("through the night, at %s, last until %s", (now, end) => {
    expect(until(now)).toBe(end);
  });

  it.each([
    ["spring", "2026-03-28T22:00:00Z", "2026-03-29T04:00:00.000Z"],
    ["autumn", "2026-10-24T22:00:00Z", "2026-10-25T05:00:00.000Z"],
  ])("end by the clock on the wall in the night when it changes in %s", (_, now, end) => {
    expect(until(now)).toBe(end);
  });

  it("can lie within one day", () => {
    const noon = { from: "12:00", to: "13:00", timeZone: "America/New_York" };

    expect(until("2026-07-01T16:30:00Z", noon)).toBe("2026-07-01T17:00:00.000Z");
    expect(until("2026-07-01T17:00:00Z", noon)).toBeUndefined();
  });

  it.each([
    { ...BERLIN_NIGHT, timeZone: "Mars/Olympus" },
    { ...BERLIN_NIGHT, from: "24:00" },
    { ...BERLIN_NIGHT, to: "22:00" },
  ])("refuse %j", (wrong) => {
    expect(quietHoursSchema.safeParse(wrong).success).toBe(false);
  });
});

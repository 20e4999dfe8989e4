import { describe, expect, it } from "vitest";
import { dayBefore } from "./day-before.ts";

const NOW = new Date("2026-03-01T00:30:00.000Z");

describe("the day that a function looks at", () => {
  it.each([{}, null, undefined, { id: "of a clock" }])("is yesterday in UTC, when %j names none", (event) => {
    expect(dayBefore(NOW, event)).toEqual({
      day: "2026-02-28",
      from: new Date("2026-02-28T00:00:00.000Z"),
      to: new Date("2026-03-01T00:00:00.000Z"),
    });
  });

  it("is the one that is named", () => {
    expect(dayBefore(NOW, { day: "2026-01-31" })).toMatchObject({ to: new Date("2026-02-01T00:00:00.000Z") });
  });

  it.each([{ day: "yesterday" }, { day: "2026-02-30" }, "2026-01-31"])("cannot be %j", (event) => {
    expect(() => dayBefore(NOW, event)).toThrow(/YYYY-MM-DD/);
  });
});

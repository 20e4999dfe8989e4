import { describe, expect, it } from "vitest";
import type { InspectionSummary } from "../../live/live-connection.ts";
import { type Filter, fits, fromLocalField, queryOf, readFilter, toLocalField } from "./inspection-filter.ts";

describe("what an address asks for", () => {
  it("is taken as it is, and a time in one way of writing", () => {
    const filter = readFilter({ verdict: "fail", line: "line-1", from: "2026-03-01T09:00:00+01:00" });

    expect(filter).toEqual({ verdict: "fail", line: "line-1", from: "2026-03-01T08:00:00.000Z" });
    expect(queryOf({ ...filter, lot: undefined })).toEqual(filter);
  });

  it("may be a serial of digits alone", () => {
    expect(readFilter({ serial: 4711 })).toEqual({ serial: "4711" });
  });

  it.each([{ verdict: "bad" }, { from: "yesterday" }, { line: "" }, { recipe: { id: "x" } }, { other: "x" }])(
    "is left out where it makes no sense: %j",
    (search) => {
      expect(readFilter(search)).toEqual({});
    },
  );
});

describe("an inspection just heard of", () => {
  const row: InspectionSummary = {
    id: "a",
    sequence: 1,
    verdict: "fail",
    recipe: { id: "block", version: 2 },
    line: "line-1",
    serial: "SN1",
    fileName: "SN1.jpg",
    receivedAt: "2026-03-01T08:00:00.000Z",
    inspectedAt: "2026-03-01T08:00:00.500Z",
    faults: [],
    faultCount: 0,
    hasAnalyzed: true,
  };
  const cases: [Filter, boolean][] = [
    [{}, true],
    [{ recipe: "block", verdict: "fail", line: "line-1", serial: "SN1" }, true],
    [{ recipe: "other" }, false],
    [{ verdict: "pass" }, false],
    [{ line: "line-2" }, false],
    [{ serial: "SN2" }, false],
    [{ lot: "L1" }, false],
    [{ from: "2026-03-01T08:00:00.000Z" }, true],
    [{ from: "2026-03-01T08:00:00.001Z" }, false],
    [{ to: "2026-03-01T08:00:00.000Z" }, false],
  ];
  it.each(cases)("with %j belongs into the list: %s", (filter, belongs) => {
    expect(fits(row, filter)).toBe(belongs);
  });
});

describe("a field for date and time", () => {
  it("shows the time here, and gives the same one back", () => {
    const iso = new Date(2026, 2, 1, 8, 5).toISOString();

    expect(toLocalField(iso)).toBe("2026-03-01T08:05");
    expect(fromLocalField("2026-03-01T08:05")).toBe(iso);
  });

  it("may be empty", () => {
    expect(toLocalField(undefined)).toBe("");
    expect(fromLocalField("")).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFileName } from "./file-name-pattern.ts";

describe("reading a file name by a pattern", () => {
  it("takes serial and lot from where the pattern says", () => {
    expect(readFileName("{serial}_{lot}_*.jpg", "SN001_L7_20261123.jpg")).toEqual({
      serial: "SN001",
      lot: "L7",
    });
  });

  it.each(["SN001.jpg", "_L7_.jpg", "SN001_L7_x.png", ""])("finds nothing in %j", (name) => {
    expect(readFileName("{serial}_{lot}_*.jpg", name)).toEqual({});
  });

  it("takes the last field to the end of the name", () => {
    expect(readFileName("cam-{station}-{serial}", "cam-3-SN 9")).toEqual({ station: "3", serial: "SN 9" });
  });

  it("reads back what was put into the pattern", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
    fc.assert(
      fc.property(word, word, (serial, lot) => {
        expect(readFileName("{serial}_{lot}.jpg", `${serial}_${lot}.jpg`)).toEqual({ serial, lot });
      }),
    );
  });
});

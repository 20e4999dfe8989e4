import { describe, expect, it } from "vitest";
import { describeCost, describePrices } from "./describe-cost.ts";
import { type CostLine, priceStack, type Workload } from "./price-stack.ts";
import { parsePriceTable, readPriceTable } from "./price-table.ts";

const table = await readPriceTable();

/** 32 photos a day are 974 a month of 30.4375 days. */
const work: Workload = {
  photosPerDay: 32,
  recognizer: "own",
  retentionYears: 1,
  shiftHours: 16,
  shiftDays: 5,
  fullCheck: "off",
};

function lineOf(lines: readonly CostLine[], service: string, what: string): number {
  const found = lines.find((line) => line.service === service && line.what === what);
  if (!found) throw new Error(`There is no line ${service} ${what}.`);
  return found.perMonth;
}

describe("the price of a stack", () => {
  it("multiplies what a photo causes by the month's photos and the price", () => {
    const { lines, photosPerMonth } = priceStack(work, table);

    expect(photosPerMonth).toBe(974);
    // 974 × 6 writes at 0.005 a thousand
    expect(lineOf(lines, "S3", "writes")).toBeCloseTo(0.02922, 8);
    // 974 × (3.46 GB × 1.2 s + 0.3 GB-s) = 4336.248 GB-s
    expect(lineOf(lines, "Lambda", "time")).toBeCloseTo(4336.248 * 0.0000133334, 8);
    // 974 × 28.2 writes at 0.625 a million
    expect(lineOf(lines, "DynamoDB", "writes")).toBeCloseTo(0.01716675, 8);
    expect(lineOf(lines, "KMS", "keys")).toBe(2);
  });

  it("keeps photos warm for three months and cold for the rest of the retention", () => {
    const { lines } = priceStack(work, table);

    // 974 × 1.6 MB × 3 months at 0.023, and × 9 months at 0.004
    expect(lineOf(lines, "S3", "storage")).toBeCloseTo(4.6752 * 0.023, 8);
    expect(lineOf(lines, "S3", "cold storage")).toBeCloseTo(14.0256 * 0.004, 8);
  });

  it("counts all entries and a twelfth of the cold photos for each full check", () => {
    const { lines } = priceStack({ ...work, fullCheck: "monthly" }, table);

    expect(lineOf(lines, "S3", "full check, retrieval")).toBeCloseTo((14.0256 * 0.03) / 12, 8);
    // 974 × 9 months × 2 photos / 12 at 0.01 a thousand
    expect(lineOf(lines, "S3", "full check, cold reads")).toBeCloseTo(0.01461, 8);
    // 974 × 12 months: 11688 entries, at 0.0004 a thousand, and at 0.05 GB-s each
    expect(lineOf(lines, "S3", "full check, entries")).toBeCloseTo(11.688 * 0.0004, 8);
    expect(lineOf(lines, "Lambda", "full check, time")).toBeCloseTo(584.4 * 0.0000133334, 8);
  });

  it("is the sum of its lines, and lower in the first month", () => {
    const { lines, perMonth, firstMonth } = priceStack(work, table);

    expect(perMonth).toBeCloseTo(
      lines.reduce((sum, line) => sum + line.perMonth, 0),
      10,
    );
    expect(firstMonth).toBeLessThan(perMonth);
  });

  it("takes the price of DetectLabels down in steps", () => {
    const { lines } = priceStack({ ...work, photosPerDay: 64_000, recognizer: "rekognition-labels" }, table);

    // 1,948,000 photos: a million at 0.001, the others at 0.0008
    expect(lineOf(lines, "Rekognition", "DetectLabels")).toBeCloseTo(1000 + 948_000 * 0.0008, 6);
  });

  it("shows what a Custom Labels model costs while it looks at nothing", () => {
    const { lines, model } = priceStack({ ...work, recognizer: "rekognition-custom-labels" }, table);

    // 16.5 hours on 5 days of 4.348214… weeks; 974 photos at 5 a second are 54.1 seconds of them
    const hours = 16.5 * 5 * (30.4375 / 7);
    expect(lineOf(lines, "Rekognition", "Custom Labels model, on its schedule")).toBeCloseTo(hours * 4, 6);
    expect(model).toMatchObject({ units: 1, alwaysOn: 2922 });
    expect(model?.idleOnSchedule).toBeCloseTo((hours - 974 / 5 / 3600) * 4, 6);
    expect(model?.idleAlwaysOn).toBeCloseTo(2922 - (974 / 5 / 3600) * 4, 6);
  });

  it("takes as many inference units as the line needs", () => {
    const busy = { ...work, photosPerDay: 500_000, recognizer: "rekognition-custom-labels" } as const;

    // 15,218,750 photos in 16 hours on 21.74 days are 12.15 a second, at 5 a unit
    expect(priceStack(busy, table).model?.units).toBe(3);
  });
});

describe("the prices of the table that ships", () => {
  it("are told to be unverified above them and in each bill, until somebody says that they were compared", () => {
    const cost = priceStack(work, table);
    const compared = { ...table, verified: true };

    expect(describePrices(table)).toMatch(/^UNVERIFIED PRICES\. Copy prices\/aws\.yaml/);
    expect(describeCost(cost, table).split("\n")[0]).toContain("UNVERIFIED");
    expect(describePrices(compared)).not.toContain("UNVERIFIED");
    expect(describeCost(cost, compared)).not.toContain("UNVERIFIED");
  });
});

describe("the price table", () => {
  it("names what is wrong in a file of one's own", () => {
    expect(() => parsePriceTable("date: today", "mine.yaml")).toThrow(
      /mine\.yaml is not usable: .*region: expected string/,
    );
  });

  it("is not found where there is none, in words that help", async () => {
    await expect(readPriceTable("/nowhere/prices.yaml")).rejects.toThrow(
      "The price table /nowhere/prices.yaml cannot be read",
    );
  });
});

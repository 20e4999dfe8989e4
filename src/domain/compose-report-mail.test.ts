import { describe, expect, it } from "vitest";
import { composeReportMail } from "./compose-report-mail.ts";
import type { RecipeReport } from "./report.ts";

const DAY = { from: "2026-03-01T00:00:00.000Z", to: "2026-03-02T00:00:00.000Z" };
const OPTIONS = { links: ["https://console.example/report.html"], createdAt: "2026-03-02T06:00:00.000Z" };

const block: RecipeReport = {
  recipe: "block",
  title: "Block",
  received: 10,
  verdicts: { pass: 7, fail: 2, review: 0, rejected: 0 },
  open: 1,
  firstPassYield: 7 / 9,
  pareto: [{ part: "screw\nForged: line", state: "missing", inspections: 2 }],
};

describe("the mail about a report", () => {
  it("has the figures themselves, and where the files are", () => {
    const mail = composeReportMail({ ...DAY, deadLetters: 1, recipes: [block] }, OPTIONS);

    expect(mail.subject).toBe("Report 2026-03-01: 10 photos, 2 fail");
    expect(mail.text).toBe(
      [
        "2026-03-01T00:00:00.000Z to 2026-03-02T00:00:00.000Z. Dead letters in all: 1.",
        "block: 10 received, 7 pass, 2 fail, 0 review, 0 rejected, 1 open, first-pass yield 77.7 %\n  screw Forged: line missing: 2",
        "https://console.example/report.html",
      ].join("\n\n"),
    );
  });

  it("says so when nothing came in", () => {
    const mail = composeReportMail({ ...DAY, deadLetters: 0, recipes: [] }, OPTIONS);

    expect(mail.text).toContain("No photo was received.");
  });

  it("names as many recipes as a mail takes, and counts the rest", () => {
    const recipes = Array.from({ length: 130 }, (_, i) => ({ ...block, recipe: `block-${i}` }));

    const { text } = composeReportMail({ ...DAY, deadLetters: 0, recipes }, OPTIONS);

    expect(text).toContain("and 30 more recipes");
    expect(text).not.toContain("block-100:");
  });
});

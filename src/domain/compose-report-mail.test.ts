import { describe, expect, it } from "vitest";
import { HOSTILE_PART, sampleReport } from "../../test/support/sample-report.ts";
import { composeReportMail } from "./compose-report-mail.ts";

const OPTIONS = { links: ["https://console.example/report.html"], createdAt: "2026-03-24T06:00:00.000Z" };

describe("the mail about a report", () => {
  it("has the figures themselves, and where the files are", () => {
    const mail = composeReportMail(sampleReport({ hostile: true }), OPTIONS);

    expect(mail.subject).toBe("Report 2026-03-02: 1263 photos, 99 fail");
    expect(mail.text?.split("\n\n")).toEqual([
      "2026-03-02T00:00:00.000Z to 2026-03-23T00:00:00.000Z.",
      "1263 received, 2 dead letters, 1 still in the line, first-pass yield 89%.",
      "control-box, line-1: 739 pass, 66 fail, 26 review, 9 rejected, first-pass yield 88.9%",
      "control-box, line-2: 372 pass, 33 fail, 11 review, 4 rejected, first-pass yield 89.4%",
      "  screw missing: 45",
      `  ${HOSTILE_PART} missing: 23`,
      "  led missing: 11",
      "  screw misplaced: 13",
      `  ${HOSTILE_PART} misplaced: 4`,
      "  led misplaced: 3",
      "The fail rate is marked in 14 of 21 periods.",
      "https://console.example/report.html",
    ]);
  });

  it("keeps the name of a part on its line", () => {
    const report = sampleReport();
    const faults = [
      { part: "screw\nForged: line", state: "missing", inspections: 2, share: 1, cumulative: 1 },
    ] as const;

    const { text } = composeReportMail({ ...report, faults: [...faults] }, OPTIONS);

    expect(text).toContain("screw Forged: line missing: 2");
  });

  it("says so when nothing came in", () => {
    const report = sampleReport({ photosADay: 0 });

    const { text } = composeReportMail({ ...report, counts: { ...report.counts, received: 0 } }, OPTIONS);

    expect(text).toContain("No photo was received.");
  });

  it("names as many groups as a mail takes, and counts the rest", () => {
    const report = sampleReport();
    const [group] = report.groups;
    const groups = Array.from({ length: 130 }, (_, i) => ({
      ...group,
      line: `line ${i}`,
    })) as typeof report.groups;

    const { text } = composeReportMail({ ...report, groups }, OPTIONS);

    expect(text).toContain("and 30 more groups");
    expect(text).not.toContain("line 100:");
  });
});

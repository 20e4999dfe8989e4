import { describe, expect, it } from "vitest";
import { HOSTILE_PART, sampleReport } from "../../test/support/sample-report.ts";
import { composeReportMails } from "./compose-report-mail.ts";
import type { SealedReport } from "./report/kept-report.ts";
import type { QualityReport } from "./report/quality-report.ts";
import type { Telling } from "./words/reader.ts";

const telling: Telling = {
  baseUrl: "https://qc.example/",
  reader: { language: "en", timeZone: "UTC" },
  contact: "the QC desk",
};

function compose(numbers: QualityReport, changes: Partial<SealedReport> = {}, how: Partial<Telling> = {}) {
  const report: SealedReport = {
    id: "20260323T000000Z-weekly",
    name: "weekly",
    every: "week",
    from: "2026-03-16T00:00:00.000Z",
    to: "2026-03-23T00:00:00.000Z",
    timeZone: "UTC",
    counts: numbers.counts,
    files: [{ format: "pdf", language: "en", key: "ab/ab.pdf", sha256: "ab", bytes: 9 }],
    retainUntil: "2029-03-23T00:00:00.000Z",
    tell: { to: ["qc@example.com"], attach: true },
    ...changes,
  };
  const chain = {
    sequence: 77,
    previousSha256: "cd",
    sealedAt: "2026-03-23T00:15:00.000Z",
    sha256: "ef".repeat(32),
  };
  const [mail] = composeReportMails({ kind: "report", report, ...chain }, numbers, { ...telling, ...how });
  if (!mail) throw new Error("expected a mail");
  return mail;
}

describe("the mail about a report", () => {
  it("has the figures themselves, where to open it, whom to ask, and its place in the chain", () => {
    const mail = compose(sampleReport({ hostile: true }));

    expect(mail.subject).toBe("Weekly report, March 16 - 22, 2026: 1,263 photos, 99 fail");
    expect(mail.text.split("\n")).toEqual([
      "QUALITY REPORT: Weekly report, March 16 – 22, 2026",
      "1,263 received, 2 dead letters, 1 still in the line.",
      "First-pass yield 89%.",
      "The fail rate is marked in 14 of 21 periods.",
      "",
      "Open the report: https://qc.example/reports/kept/20260323T000000Z-weekly",
      "Questions? the QC desk",
      "",
      "By recipe and line",
      "  control-box, line-1: 739 pass, 66 fail, 26 review, 9 rejected",
      "  control-box, line-2: 372 pass, 33 fail, 11 review, 4 rejected",
      "",
      "What was wrong most often",
      "  screw missing: 45",
      `  ${HOSTILE_PART} missing: 23`,
      "  led missing: 11",
      "  screw misplaced: 13",
      `  ${HOSTILE_PART} misplaced: 4`,
      "  led misplaced: 3",
      "",
      "Kept as evidence",
      "  Sequence: 77",
      `  Entry SHA-256: ${"ef".repeat(32)}`,
      "The report is attached.",
      "",
    ]);
    expect(mail.attachment).toEqual({
      key: "ab/ab.pdf",
      fileName: "20260323T000000Z-weekly.pdf",
      mediaType: "application/pdf",
    });
  });

  it("tells times of a shift by the clock of the plant, in the language of the reader", () => {
    const shift = { every: "shift", timeZone: "Europe/Berlin", line: "line-1" } as const;
    const hours = { from: "2026-10-24T20:00:00.000Z", to: "2026-10-25T05:00:00.000Z" };

    const { subject } = compose(
      sampleReport(),
      { ...shift, ...hours },
      { reader: { language: "es", timeZone: "America/Bogota" } },
    );

    expect(subject).toMatch(
      /^Informe de turno, 24 oct 2026, 22:00.{1,5}25 oct 2026, 6:00 \(line-1\): 1263 fotos, 99 defectuoso$/,
    );
  });

  it("keeps the name of a part on its line, and its markup out of the page", () => {
    const faults = [
      { part: "screw\nForged: <b>line", state: "missing", inspections: 2, share: 1, cumulative: 1 },
    ] as const;

    const { text, html } = compose({ ...sampleReport(), faults: [...faults] });

    expect(text).toContain("screw Forged: <b>line missing: 2");
    expect(html).not.toContain("<b>line");
  });

  it("says so when nothing came in", () => {
    const report = sampleReport({ photosADay: 0 });

    const { text } = compose({ ...report, counts: { ...report.counts, received: 0 } });

    expect(text).toContain("No photo was received.");
  });

  it("names as many groups as a mail takes, and counts the rest", () => {
    const report = sampleReport();
    const [group] = report.groups;
    const groups = Array.from({ length: 130 }, (_, i) => ({
      ...group,
      line: `line ${i}`,
    })) as typeof report.groups;

    const { text } = compose({ ...report, groups });

    expect(text).toContain("and 80 more in the report");
    expect(text).not.toContain("line 50:");
  });

  it("is one for all, and carries no file, where a topic knows who reads", () => {
    const mail = compose(sampleReport(), {}, { oneForAll: true });

    expect(mail).toMatchObject({ id: "report-20260323T000000Z-weekly", to: [] });
    expect(mail.attachment).toBeUndefined();
  });
});

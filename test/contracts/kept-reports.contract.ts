import { describe, expect, test } from "vitest";
import { type SealedReport, toKeptReport } from "../../src/domain/report/kept-report.ts";
import type { KeptReports } from "../../src/ports/kept-reports.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import { sealedAt } from "./samples.ts";

type Subject = { records: RecordStore; reports: KeptReports };

function sample(id: string, changes: Partial<SealedReport> = {}): SealedReport {
  return {
    id,
    name: id.slice(17),
    every: "day",
    from: "2026-03-01T00:00:00.000Z",
    to: "2026-03-02T00:00:00.000Z",
    timeZone: "UTC",
    counts: { received: 3, pass: 1, fail: 2, review: 0, rejected: 0, deadLetters: 0, inTheLine: 0 },
    files: [{ format: "json", key: `ab/${"ab".repeat(32)}.json`, sha256: "ab".repeat(32), bytes: 9 }],
    retainUntil: "2029-03-02T00:00:00.000Z",
    tell: { to: ["qc@example.com"], attach: true },
    ...changes,
  };
}

async function record({ records }: Subject, sequence: number, report: SealedReport) {
  const entry = await sealedAt(sequence, { kind: "report", report });
  await records.record(entry, []);
  return toKeptReport({ report, sequence, sha256: entry.sha256 });
}

/** What records hold of scheduled reports: `record` writes, this reads. */
export function describeKeptReportsContract(name: string, makeSubject: () => Promise<Subject>): void {
  describe(`the kept reports ${name}`, () => {
    test("are found by id with their place in the chain, and without who was told", async () => {
      const subject = await makeSubject();

      const kept = await record(subject, 1, sample("20260302T000000Z-daily"));

      expect(await subject.reports.get("20260302T000000Z-daily")).toEqual(kept);
      expect(JSON.stringify(kept)).not.toContain("qc@example.com");
      expect(await subject.reports.get("20260303T000000Z-daily")).toBeUndefined();
    });

    test("are listed newest first, page by page", async () => {
      const subject = await makeSubject();
      const ids = ["20260302T000000Z-daily", "20260304T000000Z-daily", "20260303T000000Z-daily"];
      for (const [i, id] of [...ids, "20260304T000000Z-line-2"].entries())
        await record(subject, i + 1, sample(id));

      const first = await subject.reports.list({ limit: 2 });
      const second = await subject.reports.list({ limit: 2, cursor: first.next });

      expect(first.items.map(({ id }) => id)).toEqual(["20260304T000000Z-line-2", "20260304T000000Z-daily"]);
      expect(second.items.map(({ id }) => id)).toEqual(["20260303T000000Z-daily", "20260302T000000Z-daily"]);
      expect(second.next).toBeUndefined();
    });

    test("hold the earlier one of two entries with one id, in whatever order they are recorded", async () => {
      const subject = await makeSubject();
      const id = "20260302T000000Z-daily";
      await record(subject, 2, sample(id, { line: "second" }));

      await record(subject, 1, sample(id, { line: "first" }));
      await record(subject, 3, sample(id, { line: "third" }));

      expect(await subject.reports.get(id)).toMatchObject({ line: "first", sequence: 1 });
      expect((await subject.reports.list({ limit: 10 })).items).toHaveLength(1);
    });
  });
}

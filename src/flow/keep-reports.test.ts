import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, screws, submission } from "../../test/support/test-platform.ts";
import type { ReportSchedule } from "../domain/report/report-schedule.ts";
import { keepDueReports, type RenderReport } from "./keep-reports.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { readReportNumbers } from "./read-kept-report.ts";
import { receiveImage } from "./receive-image.ts";
import { recoverSealedEntries } from "./record-entry.ts";
import { verifyEvidence } from "./verify-evidence.ts";

const DAY_MS = 24 * 3_600_000;

const daily: ReportSchedule = {
  name: "daily",
  every: "day",
  to: ["qc@example.com", { address: "bo@example.com", language: "de", timeZone: "Europe/Berlin" }],
  attach: true,
  delayMinutes: 0,
  timeZone: "UTC",
  shiftStarts: ["06:00", "14:00", "22:00"],
};

const render: RenderReport = async (report, format, { language }) =>
  new TextEncoder().encode(
    format === "json" ? JSON.stringify(report) : `${format} ${language}: ${report.counts.received}`,
  );

/** A line that saw one bad widget at 08:00 on the first of March. */
async function line() {
  const { platform, memory, wait } = createTestPlatform({ recognize: () => screws(3) });
  await publishRecipe(platform, fourScrews, { publishedBy: "ana" });
  await receiveImage(platform, await submission());
  await processNext(platform);
  for (
    let sent = await platform.outbox.claim(platform.now());
    sent;
    sent = await platform.outbox.claim(platform.now())
  )
    await platform.outbox.sent(sent.message.id);
  const told = async () => {
    const messages = [];
    for (
      let due = await platform.outbox.claim(platform.now());
      due;
      due = await platform.outbox.claim(platform.now())
    ) {
      messages.push(due.message);
      await platform.outbox.sent(due.message.id);
    }
    return messages;
  };
  return { platform, memory, wait, told };
}

describe("a report on a schedule", () => {
  it("is made once its day is over, sealed with its files, and told to each in their language", async () => {
    const { platform, wait, told } = await line();

    const tooEarly = await keepDueReports(platform, [daily], render);
    wait(DAY_MS);
    const kept = await keepDueReports(platform, [daily], render);

    // The day before the first photo is over, too, when the line starts.
    expect(tooEarly).toEqual(["20260301T000000Z-daily"]);
    expect(kept).toEqual(["20260302T000000Z-daily"]);
    const report = await platform.keptReports.get("20260302T000000Z-daily");
    expect(report).toMatchObject({
      every: "day",
      counts: { received: 1, fail: 1 },
      from: "2026-03-01T00:00:00.000Z",
    });
    expect(report?.files.map(({ format, language }) => [format, language])).toEqual([
      ["json", undefined],
      ["html", "en"],
      ["pdf", "en"],
      ["html", "de"],
      ["pdf", "de"],
    ]);
    expect(report && (await readReportNumbers(platform, report)).counts.fail).toBe(1);
    const mails = (await told()).filter(({ id }) => id.startsWith("report-20260302"));
    expect(mails.map(({ id, to, subject }) => ({ id, to, subject }))).toEqual([
      {
        id: "report-20260302T000000Z-daily",
        to: ["qc@example.com"],
        subject: "Daily report, March 1, 2026: 1 photo, 1 fail",
      },
      {
        id: "report-20260302T000000Z-daily~de~Europe/Berlin",
        to: ["bo@example.com"],
        subject: "Tagesbericht, 1. Maerz 2026: 1 Foto, 1 schlecht",
      },
    ]);
    expect(mails[1]?.text).toContain("http://127.0.0.1:8080/reports/kept/20260302T000000Z-daily");
    expect(mails[1]?.attachment?.key).toBe(report?.files[4]?.key);
  });

  it("is never made or told twice, however often and by however many it is asked for", async () => {
    const { platform, wait, told } = await line();
    wait(DAY_MS);

    await Promise.all(Array.from({ length: 4 }, () => keepDueReports(platform, [daily], render)));
    await keepDueReports(platform, [daily], render);

    const { items } = await platform.keptReports.list({ limit: 10 });
    const mails = (await told()).map(({ id }) => id);
    expect(items).toHaveLength(1);
    expect(mails).toHaveLength(2);
  });

  it("that was missed while the machine was off is made up, the oldest first, once", async () => {
    const { platform, wait } = await line();
    await keepDueReports(platform, [daily], render);
    wait(4 * DAY_MS);

    const kept = await keepDueReports(platform, [daily], render);
    const again = await keepDueReports(platform, [daily], render);

    expect(kept).toEqual(["02", "03", "04", "05"].map((day) => `202603${day}T000000Z-daily`));
    expect(again).toEqual([]);
  });

  it("is not made of a shift in which nobody worked", async () => {
    const { platform, wait } = await line();
    const shift: ReportSchedule = { ...daily, name: "shift", every: "shift" };
    wait(DAY_MS);

    const [atNight, idle] = [
      await keepDueReports(platform, [shift], render),
      await keepDueReports(platform, [{ ...shift, shiftStarts: ["08:30", "07:59"] }], render),
    ];

    expect(atNight).toEqual([]);
    expect(idle).toEqual([]);
  });

  it("that was sealed by a process which died before it told anybody is told by the next one", async () => {
    const { platform, memory, wait, told } = await line();
    wait(DAY_MS);
    const dies = {
      ...platform,
      records: { ...memory.records, record: () => Promise.reject(new Error("killed")) },
    };
    await expect(keepDueReports(dies, [daily], render)).rejects.toThrow("killed");

    await recoverSealedEntries(platform);
    const again = await keepDueReports(platform, [daily], render);

    expect(again).toEqual([]);
    expect((await told()).map(({ id }) => id)).toEqual([
      "report-20260302T000000Z-daily",
      "report-20260302T000000Z-daily~de~Europe/Berlin",
    ]);
  });

  it("is part of what verification checks: a file that was changed is found", async () => {
    const { platform, wait } = await line();
    wait(DAY_MS);
    await keepDueReports(platform, [daily], render);
    const report = await platform.keptReports.get("20260302T000000Z-daily");
    const key = report?.files[2]?.key;
    const forged = {
      ...platform,
      images: {
        ...platform.images,
        get: async (asked: string) => (asked === key ? new Uint8Array([1]) : platform.images.get(asked)),
      },
    };

    const [intact, altered] = [await verifyEvidence(platform), await verifyEvidence(forged)];

    expect(intact).toMatchObject({ intact: true, photos: 7 });
    expect(altered.fault).toMatchObject({
      sequence: report?.sequence,
      what: expect.stringContaining("report file"),
    });
  });

  it("is told nobody where the records were rebuilt long after", async () => {
    const { platform, memory, wait, told } = await line();
    wait(DAY_MS);
    const dies = {
      ...platform,
      records: { ...memory.records, record: () => Promise.reject(new Error("killed")) },
    };
    await expect(keepDueReports(dies, [daily], render)).rejects.toThrow("killed");
    wait(2 * DAY_MS);

    await recoverSealedEntries(platform);

    expect(await told()).toEqual([]);
    expect(await platform.keptReports.get("20260302T000000Z-daily")).toBeDefined();
  });
});

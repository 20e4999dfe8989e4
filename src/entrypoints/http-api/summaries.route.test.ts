import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { screws } from "../../../test/support/test-platform.ts";

describe("the rows of inspections", () => {
  it("come newest first with the filters and cursors of the list, and tell what is wrong", async () => {
    const { call, inspected, wait } = await createTestApi({ recognize: () => screws(3) });
    const older = await inspected({ fileName: "SN1.jpg", lot: "L1" });
    wait(1000);
    const newer = await inspected({ fileName: "SN2.jpg", line: "line-2" });

    const first = await call("inspector", "GET", "/v1/inspection-summaries?verdict=fail&limit=1");
    const { items, next } = await first.json();
    const second = await call("inspector", "GET", `/v1/inspection-summaries?limit=1&cursor=${next}`);
    const ofLine = await (await call("auditor", "GET", "/v1/inspection-summaries?line=line-2")).json();

    expect(first.headers.get("link")).toMatch(/^<\/v1\/inspection-summaries\?verdict=fail&limit=1&cursor=/);
    expect(items).toEqual([
      {
        id: newer,
        sequence: 3,
        verdict: "fail",
        recipe: { id: "block", version: 1 },
        line: "line-2",
        serial: "SN2",
        fileName: "SN2.jpg",
        receivedAt: "2026-03-01T08:00:01.000Z",
        inspectedAt: "2026-03-01T08:00:01.000Z",
        faults: [{ label: "screw", state: "missing", expected: 4, seen: 3 }],
        faultCount: 1,
        hasAnalyzed: true,
      },
    ]);
    expect((await second.json()).items).toMatchObject([{ id: older, lot: "L1" }]);
    expect(ofLine.items).toMatchObject([{ id: newer }]);
  });

  it("show the last decision", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected();
    const decide = (decision: string, verdict: string) =>
      call("inspector", "POST", `/v1/inspections/${id}/dispositions`, { decision, verdict, reason: "seen" });
    await decide("agree", "pass");
    await decide("overrule", "fail");

    const { items } = await (await call("inspector", "GET", "/v1/inspection-summaries")).json();

    expect(items[0].decided).toEqual({
      decision: "overrule",
      verdict: "fail",
      by: "Ana (inspector)",
      at: "2026-03-01T08:00:00.000Z",
    });
  });
});

describe("the table of inspections", () => {
  const read = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

  it("has a row for each that fits, over all pages", async () => {
    const { call, inspected, platform } = await createTestApi({ recognize: () => screws(3) });
    const id = await inspected({ lot: "L1" });
    const [one] = (await platform.records.list({}, { limit: 1 })).items;
    let pages = 0;
    platform.records.list = async () => {
      pages += 1;
      const items = Array.from({ length: 200 }, () => structuredClone(one ?? expect.fail()));
      return pages < 6 ? { items, next: "next" } : { items: items.slice(0, 1) };
    };

    const response = await call("inspector", "GET", "/v1/inspections.csv?lot=L1");

    const rows = read(await response.text());
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="inspections.csv"');
    expect(rows).toHaveLength(1001);
    expect(rows.at(-1)).toMatchObject({
      id,
      verdict: "fail",
      recipe: "block",
      lot: "L1",
      notAsExpected: "screw: missing, expected 4, seen 3",
    });
  });

  it("runs no formula that a camera made up, and keeps lines and quotes together", async () => {
    const { call, inspected } = await createTestApi();
    const hostile = '=HYPERLINK("http://evil.example";"x")';
    await inspected({ fileName: "+1.jpg", serial: hostile, lot: 'a,"b"', station: "@SUM(A1)" });

    const [row] = read(await (await call("quality", "GET", "/v1/inspections.csv")).text());

    expect(row).toMatchObject({
      serial: `'${hostile}`,
      lot: 'a,"b"',
      fileName: "'+1.jpg",
      station: "'@SUM(A1)",
    });
  });

  it("has its head also where nothing fits", async () => {
    const { call } = await createTestApi();

    const text = await (await call("inspector", "GET", "/v1/inspections.csv?serial=none")).text();

    expect(text).toMatch(/^id,receivedAt,inspectedAt,verdict,[^\n]+\r\n$/);
  });

  it("is refused rather than cut off where an answer must be ready in time", async () => {
    const { call, platform } = await createTestApi({ maxWaitSeconds: 25 });
    platform.records.count = async () => ({
      received: 10_001,
      verdicts: { pass: 10_000, fail: 1, review: 0, rejected: 0 },
    });

    const response = await call("inspector", "GET", "/v1/inspections.csv");

    expect(response.status).toBe(400);
    expect((await response.json()).detail).toMatch(/^10001 inspections fit.*`from` and `to`/);
  });
});

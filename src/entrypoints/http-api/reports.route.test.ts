import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { qualityReportSchema } from "../../domain/report/quality-report.ts";

const DAY = "from=2026-03-01&to=2026-03-02";

describe("GET /v1/reports", () => {
  it("answers with the numbers as JSON, as its schema says", async () => {
    const { call, inspected } = await createTestApi();
    await inspected();

    const response = await call("quality", "GET", `/v1/reports?${DAY}&recipe=block&line=line-1`);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    const report = qualityReportSchema.parse(await response.json());
    expect(report.counts).toMatchObject({ received: 1, pass: 1 });
    expect(report.madeFrom).toMatchObject({ recipe: "block", line: "line-1", timeZone: "UTC" });
  });

  it.each([
    ["csv", "text/csv; charset=utf-8", "table,row", "attachment"],
    ["html", "text/html; charset=utf-8", "<!doctype html>", "inline"],
    ["pdf", "application/pdf", "%PDF-1", "attachment"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK", "attachment"],
  ])("answers as %s where asked for", async (format, mediaType, start, disposition) => {
    const { call, inspected } = await createTestApi();
    await inspected();

    const response = await call("auditor", "GET", `/v1/reports?${DAY}&format=${format}`);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(mediaType);
    expect(response.headers.get("content-disposition")).toBe(
      `${disposition}; filename="report-2026-03-01.${format}"`,
    );
    expect((await response.text()).startsWith(start)).toBe(true);
  });

  it("lets a browser show the page with its style, and run nothing", async () => {
    const { call } = await createTestApi();

    const response = await call("quality", "GET", `/v1/reports?${DAY}&format=html`);

    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    );
  });

  it.each([
    ["", "from"],
    ["from=2026-03-01", "to"],
    ["from=2026-03-02&to=2026-03-01", '"to" after "from"'],
    ["from=yesterday&to=2026-03-01", "ISO 8601"],
    ["from=1026-03-01&to=2026-03-01", "100 years"],
    [`${DAY}&timeZone=Mars/Olympus`, "time zone"],
    [`${DAY}&format=docx`, "format"],
    [`${DAY}&recipe=../x`, "recipe"],
    [`${DAY}&color=red`, "color"],
  ])("refuses ?%s and says why", async (query, why) => {
    const { call } = await createTestApi();

    const response = await call("quality", "GET", `/v1/reports?${query}`);

    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json()).replaceAll("\\", "")).toContain(why);
  });
});

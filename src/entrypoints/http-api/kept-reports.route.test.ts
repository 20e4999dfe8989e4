import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { keptReportSchema } from "../../domain/report/kept-report.ts";
import { qualityReportSchema } from "../../domain/report/quality-report.ts";
import { keepDueReports } from "../../flow/keep-reports.ts";
import { renderReport } from "../../report-forms/render-report.ts";

const ID = "20260302T000000Z-daily";

/** An API with one kept report of the first of March. */
async function withReport() {
  const api = await createTestApi();
  await api.inspected();
  api.wait(24 * 3_600_000);
  const schedule = { name: "daily", every: "day", to: [], attach: true, delayMinutes: 0 } as const;
  await keepDueReports(
    api.platform,
    [{ ...schedule, to: [], timeZone: "UTC", shiftStarts: ["06:00"] }],
    renderReport,
  );
  return api;
}

describe("GET /v1/reports/kept", () => {
  it("lists what was kept, as its schema says", async () => {
    const { call } = await withReport();

    const { items } = await (await call("auditor", "GET", "/v1/reports/kept")).json();

    expect(
      keptReportSchema
        .array()
        .parse(items)
        .map(({ id }) => id),
    ).toEqual([ID]);
  });

  it("is for those who may see reports", async () => {
    const { call } = await withReport();

    expect((await call("camera", "GET", "/v1/reports/kept")).status).toBe(403);
    expect((await call("inspector", "GET", `/v1/reports/kept/${ID}`)).status).toBe(403);
    expect((await call(undefined, "GET", `/v1/reports/kept/${ID}`)).status).toBe(401);
  });
});

describe("GET /v1/reports/kept/{id}", () => {
  it("says what is sealed of it", async () => {
    const { call } = await withReport();

    const report = keptReportSchema.parse(
      await (await call("quality", "GET", `/v1/reports/kept/${ID}`)).json(),
    );

    expect(report).toMatchObject({ every: "day", counts: { received: 1, pass: 1 } });
    expect(report.files.map(({ format }) => format)).toEqual(["json", "html", "pdf"]);
  });

  it("answers with the very bytes that were sealed", async () => {
    const { call, platform } = await withReport();
    const pdf = (await platform.keptReports.get(ID))?.files.find(({ format }) => format === "pdf");

    const response = await call("quality", "GET", `/v1/reports/kept/${ID}?format=pdf`);

    expect(Buffer.from(await response.arrayBuffer())).toEqual(
      Buffer.from(await platform.images.get(pdf?.key ?? "")),
    );
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="report-${ID}.pdf"`);
  });

  it("makes any other form and language of the kept numbers", async () => {
    const { call } = await withReport();

    const german = await (
      await call("quality", "GET", `/v1/reports/kept/${ID}?format=html&language=de`)
    ).text();
    const csv = await (await call("quality", "GET", `/v1/reports/kept/${ID}?format=csv`)).text();
    const json = await (await call("quality", "GET", `/v1/reports/kept/${ID}?format=json`)).json();

    expect(german).toContain('<html lang="de">');
    expect(german).toContain("Qualitätsbericht");
    expect(csv).toContain("photos,1,What,Received");
    expect(qualityReportSchema.parse(json).counts.received).toBe(1);
  });

  it("does not pass off for the report what was altered", async () => {
    const { call, platform } = await withReport();
    const { get } = platform.images;
    platform.images.get = async (key) => (key.endsWith(".html") ? new Uint8Array([60]) : get(key));

    const response = await call("quality", "GET", `/v1/reports/kept/${ID}?format=html`);

    expect(response.status).toBe(500);
    expect(await response.text()).toContain("not as it was sealed");
  });

  it.each([
    ["20260303T000000Z-daily", 404],
    ["..%2Fsecret", 400],
    [`${ID}?format=docx`, 400],
    [`${ID}?language=fr`, 400],
  ])("answers %s with %i", async (path, status) => {
    const { call } = await withReport();

    expect((await call("quality", "GET", `/v1/reports/kept/${path}`)).status).toBe(status);
  });
});

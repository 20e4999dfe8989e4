import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillDatabase } from "../../bench/report/fill-database.ts";
import { homePaths } from "../../src/wiring/home.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

/** One photo every 20 seconds, from January 1 on, so that a day has 4,320 and two have 8,640. */
const PHOTOS = 15_000;
const DAY = "/reports?span=day&date=2026-01-02&timeZone=UTC";

describe.skipIf(browserPath === undefined)("the reports", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "partproof-reports-"));
    fillDatabase(homePaths(home).database, PHOTOS);
    browser = await startBrowser();
    dashboard = await startDashboard({ home });
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
    await rm(home, { recursive: true, force: true });
  });

  it("show a day as charts and as tables with the same numbers", async () => {
    const page = await signedIn(browser, dashboard, "auditor");

    await page.goto(DAY);

    await page.getByText(/4,320 received = /).waitFor();
    await page.getByRole("img", { name: /Chart: Fail rate/ }).waitFor();
    const drawn = page.locator("[role=img] svg");
    await expect.poll(() => drawn.count()).toBe(8);
    const failRate = page.getByRole("region", { name: "Fail rate" });
    await failRate.getByText("The same as a table").click();
    expect(await failRate.getByRole("row").count()).toBe(25);
    expect(await failRate.getByText("01-02 00:00").count()).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(pageErrors(page)).toEqual([]);
  });

  it("lead from a period to the inspections behind it, by link and by chart", async () => {
    const page = await signedIn(browser, dashboard, "quality");
    await page.goto(`${DAY}&line=line-1`);
    const section = page.getByRole("region", { name: "Fail rate" });
    await section.getByText("The same as a table").click();

    await section.getByRole("link", { name: "01-02 03:00" }).click();

    const expected = {
      from: "2026-01-02T03:00:00.000Z",
      to: "2026-01-02T04:00:00.000Z",
      line: "line-1",
      verdict: "fail",
    };
    await expect.poll(() => new URL(page.url()).pathname).toBe("/inspections");
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject(expected);

    await page.goBack();
    const chart = page.getByRole("img", { name: /Chart: First-pass yield/ });
    await chart.locator("svg").waitFor();
    const points = chart.locator("svg path[transform]");
    await expect.poll(() => points.count()).toBeGreaterThan(20);
    await points.nth(10).click({ force: true });
    await expect.poll(() => new URL(page.url()).pathname).toBe("/inspections");
  });

  it("are chosen by span, day, recipe, line and time zone, and stand in the address", async () => {
    const page = await signedIn(browser, dashboard, "quality");
    await page.goto(DAY);
    await page.getByText(/4,320 received = /).waitFor();

    await page.getByRole("button", { name: "Later" }).click();
    await expect.poll(() => page.url()).toContain("date=2026-01-03");
    await page.getByRole("button", { name: /Range/ }).click();
    await page.getByRole("option", { name: "Week" }).click();

    await page.getByText(/15,000 received = |1\d,\d{3} received = /).waitFor();
    expect(page.url()).toContain("span=week");
    await page.reload();
    await page.getByText(/1\d,\d{3} received = /).waitFor();
  });

  it("are downloaded in every form", async () => {
    const page = await signedIn(browser, dashboard, "quality");
    await page.goto(DAY);
    const links = page.getByRole("region", { name: "Download" }).getByRole("link");
    await links.first().waitFor();

    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    const answers = await Promise.all(addresses.map((address) => page.request.get(address)));

    expect(
      answers.map((answer) => [answer.status(), answer.headers()["content-type"]?.split(";")[0]]),
    ).toEqual([
      [200, "application/pdf"],
      [200, "application/pdf"],
      [200, "text/html"],
      [200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      [200, "text/csv"],
      [200, "application/json"],
    ]);
  });

  it("say what to do where there is nothing, and what is wrong with a range", async () => {
    const page = await signedIn(browser, dashboard, "quality");

    await page.goto("/reports?span=day&date=2020-01-01&timeZone=UTC");
    await page.getByText("No photo in this range").waitFor();
    await page.getByText(/No report is kept yet/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto("/reports?recipe=..%2Fother");
    await page.getByText(/1 to 64 letters, digits/).waitFor();
    await page.goto("/reports?span=range");
    await page.getByText(/the end must be after the start/).waitFor();
    expect(pageErrors(page)).toEqual([]);
  });
});

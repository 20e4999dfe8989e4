import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { createPretendLine } from "./simulated-inspections.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

const HOSTILE = `=1+1"><img src=x onerror="document.title='hacked'">`;

describe.skipIf(browserPath === undefined)("the list of inspections", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let inspect: Awaited<ReturnType<typeof createPretendLine>>;
  const serials: string[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    inspect = await createPretendLine(dashboard);
    for (let index = 1; index <= 12; index++) {
      const missing = index % 4 === 0 ? ["label"] : [];
      const { source } = await inspect({ index, missing, line: index % 2 ? "line-1" : "line-2" });
      serials.push(source.serial ?? "");
    }
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });
  const rows = "ol[aria-label=Inspections] > li";

  it.each(["light", "dark"] as const)("can be read by everybody, %s", async (colorScheme) => {
    const page = await signedIn(browser, dashboard, "auditor", { colorScheme });

    await page.goto("/inspections");
    await page.getByText("12 inspections, and no more.").waitFor();

    expect(await page.locator(rows).count()).toBe(12);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(pageErrors(page)).toEqual([]);
  });

  it("is narrowed by what the address says, and the address by what is chosen", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/inspections?verdict=fail");
    await page.getByText("3 inspections, and no more.").waitFor();

    await page.getByLabel("Serial or id").fill(serials[3] ?? "");

    await page.getByText("1 inspection, and no more.").waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      verdict: "fail",
      serial: serials[3],
    });
    await page.reload();
    expect(await page.getByLabel("Serial or id").inputValue()).toBe(serials[3]);
    await page.getByRole("button", { name: "Clear all filters" }).click();
    await page.getByText("12 inspections, and no more.").waitFor();
  });

  it("says what to do when nothing fits", async () => {
    const page = await signedIn(browser, dashboard, "inspector");

    await page.goto("/inspections?serial=none");

    await page.getByRole("heading", { name: "Nothing fits" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("is walked through by keyboard", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/inspections");
    await page.getByText("12 inspections, and no more.").waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");

    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    await expect.poll(focused).toContain(serials[10]);
    await page.keyboard.press("/");
    await page.keyboard.type("x?j");
    const typed = await page.getByLabel("Serial or id").inputValue();
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.goto("/inspections");
    await page.getByText("12 inspections, and no more.").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect.poll(focused).toContain(serials[10]);
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { name: serials[10] ?? "" }).waitFor();
    expect(typed).toBe("x?j");
  });

  it("is given as CSV as it is narrowed", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/inspections?line=line-2&verdict=fail");
    await page.getByText("3 inspections, and no more.").waitFor();

    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download as CSV" }).click();
    const file = await (await downloading).path();

    const table = parse(await readFile(file, "utf8"), { columns: true }) as Record<string, string>[];
    expect(table.map(({ serial }) => serial)).toEqual([serials[11], serials[7], serials[3]]);
  });

  it("offers what has come since, and shows names from outside as text", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/inspections?line=line-3");
    await page.getByText("Nothing fits").waitFor();
    const events = page.waitForResponse((response) => response.url().includes("/v1/events"));
    await page.reload();
    await events;

    await inspect({ index: 20, missing: [], line: "line-3", source: { serial: HOSTILE } });
    await page.getByRole("button", { name: "Show 1 new inspection" }).click();

    await page.getByText(HOSTILE).waitFor();
    expect(await page.title()).not.toContain("hacked");
    expect(pageErrors(page)).toEqual([]);
  });

  it("fits a phone", async () => {
    const page = await signedIn(browser, dashboard, "inspector", { viewport: { width: 390, height: 844 } });
    await page.goto("/inspections");
    await page.getByText(serials[5] ?? "").waitFor();

    await page.getByRole("button", { name: "Filters" }).click();

    await page.getByLabel("Lot").waitFor();
    const widthPx = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widthPx).toBeLessThanOrEqual(390);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

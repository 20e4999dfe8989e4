import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

describe.skipIf(browserPath === undefined)("the dashboard's frame", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  it("asks who is there, and keeps the address that was asked for", async () => {
    const page = await (await browser.newContext({ locale: "en-US", baseURL: dashboard.url })).newPage();
    await page.goto("/settings");
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "token instead" }).click();
    await page.getByLabel("Token").fill(await dashboard.token("admin", "Ana"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();

    await page.getByText("Ana, administrator", { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/settings");
  });

  it("speaks the language of the browser", async () => {
    const page = await signedIn(browser, dashboard, "admin", { locale: "de-DE" });

    await page.goto("/line");

    await page.getByRole("link", { name: "Prüfungen" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
  });

  it("leads to the screens of the role, and to no others", async () => {
    const page = await signedIn(browser, dashboard, "support");

    await page.goto("/health");

    await page.getByRole("link", { name: "Health" }).waitFor();
    expect(await page.getByRole("link", { name: "Teach" }).count()).toBe(0);
  });

  it.each(["light", "dark"] as const)("can be read by everybody, %s", async (colorScheme) => {
    const page = await signedIn(browser, dashboard, "admin", { colorScheme });

    await page.goto("/no-such-page");

    await page.getByText("There is no such page").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(pageErrors(page)).toEqual([]);
  });
});

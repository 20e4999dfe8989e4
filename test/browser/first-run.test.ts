import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWork } from "../../src/entrypoints/embedded/start-work.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

describe.skipIf(browserPath === undefined)("the first run", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let work: Awaited<ReturnType<typeof startWork>>;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    const { embedded, config } = dashboard;
    work = await startWork(embedded.platform, config, embedded.paths.incoming, embedded);
  });
  afterAll(async () => {
    await browser?.close();
    await work?.stop();
    await dashboard?.stop();
  });

  it.each([
    ["light", 1280, 800],
    ["dark", 390, 844],
  ] as const)("can be read by everybody, %s, %i pixels wide", async (colorScheme, width, height) => {
    const page = await signedIn(browser, dashboard, "admin", { colorScheme, viewport: { width, height } });
    await page.goto("/welcome");
    await page.getByText("Connect a camera").click();
    await page.getByText(`${dashboard.url}/v1/images?wait=10`).waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(pageErrors(page)).toEqual([]);
  });

  it("leads whoever may not start the line to somebody who may", async () => {
    const page = await signedIn(browser, dashboard, "inspector");

    await page.goto("/");

    await page.getByText("An administrator can start it here.").waitFor();
    expect(await page.getByRole("button", { name: "Start the simulated line" }).count()).toBe(0);
  });

  it("goes from an empty home to a live verdict, through the screens alone", {
    timeout: 600_000,
  }, async () => {
    const page = await signedIn(browser, dashboard, "admin");
    page.setDefaultTimeout(400_000);
    await page.goto("/");
    await page.getByRole("heading", { name: "First steps" }).waitFor();

    await page.getByRole("button", { name: "Start the simulated line" }).click();
    await page.getByRole("progressbar").waitFor();
    for (const step of ["Teach the widget", "Publish a recipe", "Get photos", "Watch it live"])
      await page.getByRole("heading", { name: `${step} – done` }).waitFor();
    await page.getByRole("link", { name: "Go to the line" }).click();
    await page.getByText(/CB-/).first().waitFor();

    await page.goto("/");
    await page.waitForURL("**/line");
    expect(pageErrors(page)).toEqual([]);
  });
});

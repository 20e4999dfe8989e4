import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { createPretendLine } from "./simulated-inspections.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

describe.skipIf(browserPath === undefined)("the line", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let inspect: Awaited<ReturnType<typeof createPretendLine>>;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    inspect = await createPretendLine(dashboard);
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  it("says what to do while there is no photo, and shows the first one by itself", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/line");
    await page.getByText("No photo has come yet").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const { source } = await inspect({ index: 1, missing: [] });

    const newest = page.getByRole("region", { name: "Newest verdict" });
    await newest.getByText("pass").waitFor();
    await newest.getByText(source.serial ?? "").waitFor();
    await page.getByText("Every part is there.").waitFor();
  });

  it("shows a verdict within two seconds, large, with the part that is missing", async () => {
    const page = await signedIn(browser, dashboard, "inspector", { viewport: { width: 1920, height: 1080 } });
    await page.goto("/line?wall=true");
    await page.getByText("Live").waitFor();

    await inspect({ index: 2, missing: ["screw, top left"] });
    const word = page.getByRole("region", { name: "Newest verdict" }).getByText("fail");
    await word.waitFor({ timeout: 2000 });

    await page.getByText("screw: missing, 3 of 4").waitFor();
    const sizePx = await word.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(sizePx).toBeGreaterThanOrEqual(0.11 * 1080);
    await page.getByRole("img", { name: "Marked-up photo, verdict fail" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(pageErrors(page)).toEqual([]);
  });

  it("is of one line where one is chosen, and the address says which", async () => {
    await inspect({ index: 3, missing: [], line: "line-2" });
    await inspect({ index: 4, missing: ["label"], line: "line-1" });
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/line");
    await page.getByRole("button", { name: /All lines/ }).click();

    await page.getByRole("option", { name: "line-2" }).click();

    await page.getByRole("region", { name: "Newest verdict" }).getByText("pass").waitFor();
    expect(new URL(page.url()).searchParams.get("line")).toBe("line-2");
    await page.getByText("1 photo", { exact: true }).waitFor();
    await inspect({ index: 5, missing: ["label"], line: "line-1" });
    await inspect({ index: 6, missing: [], line: "line-2" });
    await page.getByText("2 photos", { exact: true }).waitFor();
    const strip = page.getByRole("list", { name: "Last verdicts" }).getByRole("link");
    await expect.poll(() => strip.count()).toBe(2);
  });

  it("tells a line that stands from a connection that is lost", async () => {
    const before = Date.now() - 20 * 60_000;
    await inspect({ index: 30, missing: [], line: "line-9", at: new Date(before) });
    const page = await signedIn(browser, dashboard, "inspector");

    await page.goto("/line?line=line-9");
    await page.getByText("Live").waitFor();

    await page.getByText(/The line stands: no photo since .*, for 20 min\./).waitFor();
    expect(await page.getByText(/Connection lost/).count()).toBe(0);
  });

  it("shows names from outside as text", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    const serial = `"><img src=x onerror="document.title='hacked'">`;
    await inspect({ index: 7, missing: [], source: { serial, fileName: "<script>alert(1)</script>.jpg" } });

    await page.goto("/line");

    await page.getByRole("region", { name: "Newest verdict" }).getByText(serial).waitFor();
    expect(await page.title()).not.toContain("hacked");
    expect(pageErrors(page)).toEqual([]);
  });

  it("opens an inspection from the strip", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/line");

    await page.getByRole("list", { name: "Last verdicts" }).getByRole("link").first().click();

    await page.getByRole("region", { name: "Evidence" }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/inspections\/[0-9A-Z]{26}$/);
  });
});

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Inspection } from "../../src/domain/inspection.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { createPretendLine } from "./simulated-inspections.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

describe.skipIf(browserPath === undefined)("one inspection", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let inspect: Awaited<ReturnType<typeof createPretendLine>>;
  let failed: Inspection;
  let again: Inspection;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    inspect = await createPretendLine(dashboard);
    failed = await inspect({ index: 1, missing: ["screw, top left"] });
    again = await inspect({ index: 2, missing: [], source: { serial: failed.source.serial ?? "" } });
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  it.each(["light", "dark"] as const)("can be read by everybody, %s", async (colorScheme) => {
    const page = await signedIn(browser, dashboard, "quality", { colorScheme });

    await page.goto(`/inspections/${failed.id}`);
    await page.getByRole("cell", { name: "screw", exact: true }).waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    expect(pageErrors(page)).toEqual([]);
  });

  it("draws boxes from the record, each finding on its own, where the parts are", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto(`/inspections/${failed.id}`);
    const boxes = page.locator("section[aria-label=Photo] svg[viewBox='0 0 1 1'] g");
    await expect.poll(() => boxes.count()).toBe(failed.findings.length);
    const connectors = failed.findings.find(({ label }) => label === "connector");

    await page.getByLabel("Show the boxes of connector").uncheck();

    await expect.poll(() => boxes.count()).toBe(failed.findings.length - 1);
    await page.getByLabel("Show the boxes of connector").check();
    const drawn = await boxes
      .nth(failed.findings.findIndex(({ label }) => label === "connector"))
      .locator("rect:last-of-type")
      .evaluate((rect) => Number(rect.getAttribute("x")));
    expect(connectors?.boxes.map(({ left }) => left)).toContain(drawn);
  });

  it("lays the marked-up photo over the original to the pixel", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto(`/inspections/${failed.id}`);

    await page.getByRole("radio", { name: "Before and after" }).click();
    await page.getByLabel("Before | after").fill("0");

    const over = page.getByRole("img", { name: "The marked-up photo" });
    await over.waitFor();
    const [inner, outer] = await Promise.all([
      over.boundingBox(),
      page.getByRole("img", { name: "The photo as" }).boundingBox(),
    ]);
    // The banner lies above the photo, and the list of findings below it.
    expect(inner?.width).toBeCloseTo(outer?.width ?? 0, 0);
    expect(inner?.y).toBeLessThan((outer?.y ?? 0) - 10);
    expect((inner?.y ?? 0) + (inner?.height ?? 0)).toBeGreaterThan(
      (outer?.y ?? 0) + (outer?.height ?? 0) + 10,
    );
  });

  it("is zoomed by buttons", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto(`/inspections/${failed.id}`);
    const widthPx = async () =>
      (await page.getByRole("img", { name: "The photo as" }).boundingBox())?.width ?? 0;
    await expect.poll(widthPx).toBeGreaterThan(100);
    const before = await widthPx();

    await page.getByRole("button", { name: "Zoom in" }).click();
    await expect.poll(widthPx).toBeGreaterThan(before * 1.2);
    await page.getByRole("button", { name: "Fit" }).click();

    await expect.poll(widthPx).toBeCloseTo(before, 0);
  });

  it("is verified alone, by who may prove", async () => {
    const page = await signedIn(browser, dashboard, "auditor");
    await page.goto(`/inspections/${failed.id}`);

    await page.getByRole("button", { name: "Verify" }).click();
    await page.getByText("✓ As it was sealed").waitFor();
    await page.getByText(failed.evidence.recordSha256).waitFor();
    expect(await page.getByRole("link", { name: "Sealed record (JSON)" }).count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("leads to the others of its serial, by link and by key", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto(`/inspections/${failed.id}`);
    await page.getByText("2 of this serial").waitFor();

    await page.keyboard.press("n");
    await page.waitForURL(`**/inspections/${again.id}`);
    await page.getByRole("link", { name: "Earlier" }).click();

    await page.waitForURL(`**/inspections/${failed.id}`);
  });

  it("is decided on in the reader's name, and the decision can be taken back", async () => {
    const page = await signedIn(browser, dashboard, "inspector", { name: "Ana" });
    await page.goto(`/inspections/${failed.id}`);
    await page.getByLabel("Reason").fill("The screw is under the label.");

    await page.getByRole("button", { name: "Overrule: pass" }).click();
    await page.getByText("Overruled: pass").waitFor();
    await page
      .getByRole("region", { name: "Decisions" })
      .getByText(/^Ana, /)
      .waitFor();
    expect(await page.getByLabel("Reason").inputValue()).toBe("");
    await page.getByLabel("Reason").fill("It was another widget.");
    await page.getByRole("button", { name: "Take my decision back" }).click();

    await page.getByText("Took the decision back").waitFor();
  });

  it("lets an auditor look and prove, and not decide", async () => {
    const page = await signedIn(browser, dashboard, "auditor");

    await page.goto(`/inspections/${failed.id}`);

    await page.getByRole("button", { name: "Verify" }).waitFor();
    expect(await page.getByLabel("Reason").count()).toBe(0);
  });

  it("opens from the links of old mails, and tells what is wrong with a link", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto(`/?inspection=${failed.id}`);
    await page.waitForURL(`**/inspections/${failed.id}`);

    await page.goto("/inspections/none");

    await page.getByText(/There is no inspection none/).waitFor();
  });

  it("shows names from outside as text", async () => {
    const serial = `"><img src=x onerror="document.title='hacked'">`;
    const hostile = await inspect({
      index: 9,
      missing: [],
      source: { serial, lot: "<b>lot</b>", station: "{{7*7}}", fileName: "<script>alert(1)</script>.jpg" },
    });
    const page = await signedIn(browser, dashboard, "inspector");

    await page.goto(`/inspections/${hostile.id}`);

    await page.getByRole("heading", { name: serial }).waitFor();
    await page.getByText("<b>lot</b>").waitFor();
    expect(pageErrors(page)).toEqual([]);
  });

  it("fits a phone", async () => {
    const page = await signedIn(browser, dashboard, "quality", { viewport: { width: 390, height: 844 } });

    await page.goto(`/inspections/${failed.id}`);
    await page.getByRole("button", { name: "Verify" }).waitFor();

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

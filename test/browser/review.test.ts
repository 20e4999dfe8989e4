import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { recordDoubts } from "./doubtful-photos.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

describe.skipIf(browserPath === undefined)("the review queue", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    dashboard = await startDashboard();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await dashboard.stop();
  });

  const shows = (page: Page, serial: string) =>
    page.getByRole("heading", { name: serial, exact: true }).waitFor();
  const saidOf = async (id: string) =>
    (await dashboard.embedded.platform.records.get(id))?.dispositions ?? [];

  it("is cleared by two keys a review, with the person's name, and then says that nothing waits", async () => {
    const [first = "", second = "", third = ""] = await recordDoubts(dashboard, 3);
    const page = await signedIn(browser, dashboard, "inspector", { name: "Ana" });
    await page.goto("/review");

    await shows(page, "SN-0");
    await page.keyboard.press("a");
    await page.keyboard.press("1");
    await shows(page, "SN-1");
    await page.keyboard.press("O");
    await page.keyboard.press("2");
    await shows(page, "SN-2");
    await page.keyboard.press("o");
    await page.keyboard.press("t");
    await page.keyboard.type("Tightened by hand.");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing waits for you").waitFor();

    expect(await saidOf(first)).toMatchObject([
      { by: "Ana", decision: "agree", verdict: "fail", reason: "The part is missing." },
    ]);
    expect(await saidOf(second)).toMatchObject([
      { by: "Ana", decision: "overrule", verdict: "pass", reason: "The part is there, partly hidden." },
    ]);
    expect(await saidOf(third)).toMatchObject([{ verdict: "pass", reason: "Tightened by hand." }]);
    expect(pageErrors(page)).toEqual([]);
  });

  it("never shows the same review in two windows, also under one name", async () => {
    await recordDoubts(dashboard, 4);
    const pages = await Promise.all([
      signedIn(browser, dashboard, "inspector", { name: "Ana" }),
      signedIn(browser, dashboard, "inspector", { name: "Ana" }),
    ]);

    const seen = await Promise.all(
      pages.map(async (page) => {
        await page.goto("/review");
        const serials: string[] = [];
        const heading = page.getByRole("heading", { name: /^SN-/ });
        const nothingWaits = page.getByRole("heading", { name: "Nothing waits for you" });
        // Who is faster clears more of them; together they clear all.
        for (;;) {
          await heading.or(nothingWaits).waitFor();
          if (await nothingWaits.isVisible()) break;
          const serial = await heading.innerText();
          serials.push(serial);
          await page.keyboard.press("a");
          await page.keyboard.press("1");
          await heading.filter({ hasText: serial }).waitFor({ state: "detached" });
        }
        return serials;
      }),
    );

    expect(seen.flat().sort()).toEqual(["SN-0", "SN-1", "SN-2", "SN-3"]);
  });

  it("takes a decision back by one key, and shows that review again", async () => {
    const [first = ""] = await recordDoubts(dashboard, 2);
    const page = await signedIn(browser, dashboard, "inspector", { name: "Ana" });
    await page.goto("/review");
    await shows(page, "SN-0");
    await page.keyboard.press("a");
    await page.keyboard.press("1");
    await shows(page, "SN-1");

    await page.keyboard.press("u");

    await shows(page, "SN-0");
    expect((await saidOf(first)).map(({ decision }) => decision)).toEqual(["agree", "withdrawn"]);
  });

  it("gives what is skipped to others, and looks at it again when asked to", async () => {
    await recordDoubts(dashboard, 1);
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/review");
    await shows(page, "SN-0");

    await page.keyboard.press("s");
    await page.getByRole("button", { name: "Look at the 1 skipped after all" }).click();

    await shows(page, "SN-0");
  });

  it("says when somebody else has the review by now, records nothing, and goes on to the next", async () => {
    const [first = ""] = await recordDoubts(dashboard, 3);
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/review");
    await shows(page, "SN-0");
    const { reviews } = dashboard.embedded.platform;
    const late = new Date(Date.now() + 121_000);
    await reviews.claim({
      by: "Ben",
      claimId: "bens",
      now: late,
      until: new Date(+late + 60_000),
      only: first,
    });

    await page.keyboard.press("a");
    await page.keyboard.press("1");

    await page.getByText(/Your claim on this review has run out/).waitFor();
    await shows(page, "SN-1");
    expect(await saidOf(first)).toEqual([]);
  });

  it("keeps what was typed while the server is away, and sends it when it is back", async () => {
    const [first = ""] = await recordDoubts(dashboard, 1);
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/review");
    await shows(page, "SN-0");
    await page.keyboard.press("a");
    await page.getByLabel("In your own words").fill("The head is torn off.");

    await dashboard.pause();
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The server was not reached.").waitFor();
    await dashboard.resume();
    await page.getByRole("button", { name: /^Send/ }).click();

    await page.getByText("Nothing waits for you").waitFor();
    expect(await saidOf(first)).toMatchObject([{ reason: "The head is torn off." }]);
  });

  it("shows hostile names as text", async () => {
    const name = '<img src=x onerror="alert(1)">';
    await recordDoubts(dashboard, 1, { source: { line: "line-1", serial: name, fileName: "a.jpg" } });
    const page = await signedIn(browser, dashboard, "inspector");

    await page.goto("/review");

    await page.getByRole("heading", { name }).waitFor();
    expect(await page.locator("img[src=x]").count()).toBe(0);
  });

  it.each([
    ["light", 1280, 800],
    ["dark", 390, 844],
  ] as const)("can be used by everybody, %s, %i pixels wide", async (colorScheme, width, height) => {
    await recordDoubts(dashboard, 1);
    const page = await signedIn(browser, dashboard, "inspector", {
      colorScheme,
      viewport: { width, height },
    });
    await page.goto("/review");
    await shows(page, "SN-0");
    await page.keyboard.press("a");

    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(pageErrors(page)).toEqual([]);
  });
});

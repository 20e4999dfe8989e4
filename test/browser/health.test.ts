import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { sampleMessage } from "../contracts/samples.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { submission } from "../support/test-platform.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { recordDoubts } from "./doubtful-photos.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

describe.skipIf(browserPath === undefined)("the health of the system", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    await recordDoubts(dashboard, 2);
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  it("shows a dead letter with its reason and photo, and puts it back in the line", async () => {
    const { platform } = dashboard.embedded;
    const { receipt } = await receiveImage(platform, await submission());
    await platform.queue.bury(receipt.inspectionId, "The model <b>screws</b> is not there.", platform.now());
    const page = await signedIn(browser, dashboard, "support");
    await page.goto("/health");

    const letter = page.getByRole("listitem").filter({ hasText: "The model <b>screws</b> is not there." });
    await letter.getByRole("img").waitFor();
    await letter.getByRole("button", { name: "Try again" }).click();

    await page.getByText("No photo was given up.").waitFor();
    await page.getByText("Every photo is accounted for").waitFor();
    expect(await platform.queue.stats(platform.now())).toMatchObject({ waiting: 1, dead: 0 });
  });

  it("shows a message that was given up, and sends it again", async () => {
    const { outbox, now } = dashboard.embedded.platform;
    await outbox.add(sampleMessage("stuck"));
    await outbox.claim(now());
    await outbox.failed("stuck", "The mail server refused it.");
    const page = await signedIn(browser, dashboard, "support");
    await page.goto("/health");

    const message = page.getByRole("listitem").filter({ hasText: "The mail server refused it." });
    await message.getByRole("button", { name: "Send again" }).click();

    await page.getByText("No message is stuck.").waitFor();
    expect(await outbox.counts()).toMatchObject({ waiting: 1, failed: 0 });
  });

  it("shows what a rule wants answered, and seals who answers for it", async () => {
    const { alerts } = dashboard.embedded.platform.rules;
    await alerts.open({
      ...{ id: "alert-1", recipe: "control-box", line: "line-1", rule: "line-state" },
      ...{ subject: "Line line-1 went bad", openedAt: new Date().toISOString() },
    });
    const page = await signedIn(browser, dashboard, "support", { name: "Sam" });
    await page.goto("/health");

    await page.getByText("Line line-1 went bad").waitFor();
    await page.getByLabel("Note (optional)").fill("I am at the line.");
    await page.getByRole("button", { name: "I answer for it" }).click();

    await page.getByText("Nothing waits for an answer.").waitFor();
    expect(await alerts.get("alert-1")).toMatchObject({
      acknowledgement: { by: "Sam", note: "I am at the line." },
    });
  });

  it("checks all evidence when asked to, and remembers it for everybody", async () => {
    const page = await signedIn(browser, dashboard, "quality", { name: "Grace" });
    await page.goto("/health");
    await page.getByText("Nobody has checked it yet.").waitFor();

    await page.getByRole("button", { name: "Check all of it" }).click();

    await page.getByText("3 entries and 2 photos are as they were sealed.").waitFor();
    const support = await signedIn(browser, dashboard, "support");
    await support.goto("/health");
    await support.getByText(/Last checked .* by Grace/).waitFor();
    expect(await support.getByRole("button", { name: "Check all of it" }).count()).toBe(0);
  });

  it.each([
    ["light", 1280, 800],
    ["dark", 390, 844],
  ] as const)("can be read by everybody, %s, %i pixels wide", async (colorScheme, width, height) => {
    const page = await signedIn(browser, dashboard, "admin", { colorScheme, viewport: { width, height } });
    await page.goto("/health");
    await page.getByText("Every photo is accounted for").waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(pageErrors(page)).toEqual([]);
  });
});

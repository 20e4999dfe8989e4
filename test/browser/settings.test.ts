import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../src/ports/token-store.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

const HOSTILE = "<img src=x onerror=alert(1)>{name}";
const PASSWORD = "four words in a row";

/** The parts of the screen that each role sees. */
const SEEN: Record<Role, string[]> = {
  camera: ["This device", "You"],
  support: ["This device", "You"],
  inspector: ["This device", "You", "Notification rules and retention", "Lines"],
  auditor: ["This device", "You", "Notification rules and retention", "Lines", "Who did what"],
  quality: ["This device", "You", "Channels", "Notification rules and retention", "Lines"],
  admin: [
    ...["This device", "You", "People", "Tokens", "Channels"],
    ...["Notification rules and retention", "Lines", "Who did what"],
  ],
};

describe.skipIf(browserPath === undefined)("the settings", () => {
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

  it.each(Object.entries(SEEN))("show %s what it may see, and nothing else", async (role, seen) => {
    const page = await signedIn(browser, dashboard, role as Role);

    await page.goto("/settings");
    await page.getByRole("heading", { name: "You", exact: true }).waitFor();
    await page.waitForLoadState("networkidle");

    expect(await page.getByRole("heading", { level: 2 }).allTextContents()).toEqual(seen);
    expect((await page.getByRole("alert").allTextContents()).join("")).toBe("");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("add, change and shut out a person, all by keyboard, and the audit says so", async () => {
    const page = await signedIn(browser, dashboard, "admin", { name: "Ana" });
    await page.goto("/settings");

    await page.getByRole("button", { name: "Add a person" }).press("Enter");
    await page.getByLabel("Name").fill(HOSTILE);
    await page.getByLabel("First password").fill("short");
    await page.getByLabel("First password").press("Enter");
    await page.getByText("Expected a password of at least 12 characters").waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe(HOSTILE);
    await page.getByLabel("First password").fill(PASSWORD);
    await page.getByLabel("First password").press("Enter");
    await page.getByRole("rowheader", { name: HOSTILE }).waitFor();

    await page.getByRole("button", { name: `Change ${HOSTILE}` }).press("Enter");
    await page.getByRole("button", { name: /can sign in/ }).press("Enter");
    await page.getByRole("option", { name: "cannot sign in" }).press("Enter");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).press("Enter");

    await page.getByRole("cell", { name: "cannot sign in" }).waitFor();
    await page.getByText(`lets ${HOSTILE} sign in no more`).waitFor();
    await page.getByText(`added ${HOSTILE}, inspector`).waitFor();
    expect(await page.locator("img[src=x]").count()).toBe(0);
    expect(pageErrors(page)).toEqual([]);
  });

  it("make a token that is shown once and opens the API, and end it", async () => {
    const page = await signedIn(browser, dashboard, "admin", { name: "Ben" });
    await page.goto("/settings");

    await page.getByRole("button", { name: "Make a token" }).click();
    await page.getByLabel("What it is for").fill("camera 7");
    await page.getByRole("dialog").getByRole("button", { name: "Make a token" }).click();
    const token = await page.getByRole("dialog").locator("code").textContent();
    await page.getByRole("button", { name: "Done" }).click();
    const headers = { Authorization: `Bearer ${token}` };
    const before = await fetch(`${dashboard.url}/v1/session`, { headers });
    await page.getByRole("button", { name: "End camera 7" }).click();
    await page.getByRole("button", { name: "End", exact: true }).click();
    await page.getByRole("rowheader", { name: "camera 7" }).waitFor({ state: "detached" });

    expect(await before.json()).toMatchObject({ name: "camera 7", role: "camera" });
    expect((await fetch(`${dashboard.url}/v1/session`, { headers })).status).toBe(401);
    expect(await page.content()).not.toContain(token);
  });

  it("send a test mail and say what became of it", async () => {
    const page = await signedIn(browser, dashboard, "quality", { name: "Quinn" });
    await page.goto("/settings");

    await page.getByLabel("Send a test to").fill("quality@example.com");
    await page.getByRole("button", { name: "Test mail" }).click();

    await page.getByText(/Sent: accepted in \d+ ms/).waitFor();
  });

  it("change language and colors at once, and keep them", async () => {
    const page = await signedIn(browser, dashboard, "inspector", { name: "Iris" });
    await page.goto("/settings");

    await page.getByRole("button", { name: /Language/ }).click();
    await page.getByRole("option", { name: "Deutsch" }).click();
    await page.getByRole("button", { name: /Farben/ }).click();
    await page.getByRole("option", { name: "Dunkel" }).click();
    await page.reload();

    await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
  });
});

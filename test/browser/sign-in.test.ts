import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../src/flow/manage-people.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

const SOON = { timeout: 15_000 };
const PASSWORD = "four words in a row";

describe.skipIf(browserPath === undefined)("signing in", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    const { access } = dashboard.embedded;
    for (const name of ["Ana Torres", "Ben Ode"])
      await createPerson(access, { name, role: "admin", password: PASSWORD }, "test");
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  async function open(path: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: "en-US", baseURL: dashboard.url })).newPage();
    await page.goto(path);
    return page;
  }
  async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password").fill(password);
    await page.getByLabel("Password").press("Enter");
  }

  it("with name and password leads to the address that was asked for; who is refused keeps what they typed", async () => {
    const page = await open("/settings");
    await page.getByLabel("Name").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await signIn(page, "Ana Torres", "a wrong password");
    await page.getByText("The name or the password is wrong").waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Ana Torres");
    await signIn(page, "Ana Torres");

    await page.getByText("You are signed in as Ana Torres").waitFor();
    expect(new URL(page.url()).pathname).toBe("/settings");
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  it("by an address that works once, which does not stay in the browser", async () => {
    await dashboard.token("admin", "one click");
    const tokens = await dashboard.embedded.access.tokens.list();
    const id = tokens.find(({ name }) => name === "one click")?.id ?? "";
    const code = await dashboard.frontDesk.codes.issue({ kind: "token", id }, new Date());

    const page = await open(`/settings#sign-in=${code}`);
    await page.getByText("You are signed in as").waitFor();
    const again = await open(`/settings#sign-in=${code}`);
    await again.getByText("it works once").waitFor();

    expect(new URL(page.url()).hash).toBe("");
  });

  it("again after a session has ended gives back the screen with what was typed", async () => {
    const page = await open("/settings");
    await signIn(page, "Ana Torres");
    await page.getByRole("button", { name: "Add a person" }).click();
    await page.getByLabel("Name").fill("Cleo");
    const people = await dashboard.embedded.access.people.list();
    const ana = people.find(({ name }) => name === "Ana Torres");
    await dashboard.embedded.access.sessions.endAllOf({ kind: "person", id: ana?.id ?? "" });

    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("First password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Add a person" }).click();
    const question = dialog.filter({ hasText: "Your session has ended" });
    await question.waitFor();
    // What the button behind announced to screen readers stays in the page for some seconds, and names what is hidden now.
    await expect.poll(() => page.locator("[data-live-announcer] [role=img]").count(), SOON).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await question.getByLabel("Name").inputValue()).toBe("Ana Torres");
    await question.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await question.getByRole("button", { name: "Sign in", exact: true }).click();

    await page.getByText("Your session has ended").waitFor({ state: "detached" });
    expect(await dialog.getByLabel("Name").inputValue()).toBe("Cleo");
    await dialog.getByRole("button", { name: "Add a person" }).click();
    await page.getByRole("rowheader", { name: "Cleo" }).waitFor();
    expect(pageErrors(page)).toEqual([]);
  });

  it("as somebody else after a session has ended gives them nothing of what was there", async () => {
    const page = await open("/settings");
    await signIn(page, "Ana Torres");
    await page.getByRole("button", { name: "Add a person" }).click();
    await page.getByLabel("Name").fill("Dora");
    const people = await dashboard.embedded.access.people.list();
    const ana = people.find(({ name }) => name === "Ana Torres");
    await dashboard.embedded.access.sessions.endAllOf({ kind: "person", id: ana?.id ?? "" });

    await page.getByText("Your session has ended").waitFor();
    const question = page.getByRole("dialog").filter({ hasText: "Your session has ended" });
    await question.getByLabel("Name").fill("Ben Ode");
    await question.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await question.getByRole("button", { name: "Sign in", exact: true }).click();

    await page.getByText("You are signed in as Ben Ode").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("ends by signing out, for good", async () => {
    const page = await signedIn(browser, dashboard, "auditor", { name: "display" });
    await page.goto("/settings");

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();

    expect((await page.request.get("/v1/session")).status()).toBe(401);
  });
});

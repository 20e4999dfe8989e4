import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, startBrowser } from "../support/browser.ts";
import { signedIn } from "./signed-in.ts";
import { createPretendLine } from "./simulated-inspections.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

describe.skipIf(browserPath === undefined)("a network that is cut for a while", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  let inspect: Awaited<ReturnType<typeof createPretendLine>>;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    inspect = await createPretendLine(dashboard);
    await inspect({ index: 1, missing: [] });
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  it("is told on the line, which catches up by itself with all that was missed", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/line");
    await page.getByText("Live").waitFor();

    await page.context().setOffline(true);
    await page.getByText(/Connection lost\. The last photo/).waitFor();
    await page.getByText(/The server is not reached/).waitFor();
    const serials: string[] = [];
    for (const index of [2, 3, 4]) serials.push((await inspect({ index, missing: [] })).source.serial ?? "");
    await page.context().setOffline(false);

    await page
      .getByRole("region", { name: "Newest verdict" })
      .getByText(serials[2] ?? "")
      .waitFor();
    await page.getByText("Live").waitFor();
    for (const serial of serials) {
      expect(await page.getByRole("link", { name: `pass, ${serial}` }).count(), serial).toBe(1);
    }
    expect(await page.getByText(/Connection lost/).count()).toBe(0);
  });

  it("may be a server that stops and starts again", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/line");
    await page.getByText("Live").waitFor();

    await dashboard.pause();
    await page.getByText(/Connection lost\. The last photo/).waitFor();
    const { source } = await inspect({ index: 5, missing: [] });
    await dashboard.resume();

    await page
      .getByRole("region", { name: "Newest verdict" })
      .getByText(source.serial ?? "")
      .waitFor();
    await page.getByText(/The server is not reached/).waitFor({ state: "detached" });
  });

  it("keeps the list that is shown, and brings it up to date afterward", async () => {
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto("/inspections?line=line-7");
    await page.getByText("Nothing fits").waitFor();

    await page.context().setOffline(true);
    await page.getByText(/The server is not reached/).waitFor();
    const { source } = await inspect({ index: 8, missing: [], line: "line-7" });
    await page.context().setOffline(false);

    await page.getByText(source.serial ?? "", { exact: true }).waitFor();
  });

  it("loses nothing that was typed: the reason stays until it is sealed", async () => {
    const { id } = await inspect({ index: 9, missing: ["label"] });
    const page = await signedIn(browser, dashboard, "inspector");
    await page.goto(`/inspections/${id}`);
    await page.getByLabel("Reason").fill("The label lies in the box.");
    await dashboard.pause();

    await page.getByRole("button", { name: "Overrule: pass" }).click();
    await page.getByRole("alert").getByText("The server was not reached.").waitFor();
    const kept = await page.getByLabel("Reason").inputValue();
    await dashboard.resume();
    await page.reload();
    const afterReload = await page.getByLabel("Reason").inputValue();
    await page.getByRole("button", { name: "Overrule: pass" }).click();
    await page.getByText("Overruled: pass").waitFor();

    expect([kept, afterReload]).toEqual(Array(2).fill("The label lies in the box."));
    expect(await page.getByLabel("Reason").inputValue()).toBe("");
  });
});

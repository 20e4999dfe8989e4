import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseRecipe } from "../../src/domain/recipe.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

/** The detector for everyday objects sees nothing on a plain photo, so a recipe that asks for nothing of it passes. */
const recipe = parseRecipe({
  id: "block",
  version: 1,
  title: "Block with <b>four</b> screws",
  recognizer: { kind: "embedded", model: "general" },
  parts: [{ label: "bottle", count: { min: 0, max: 3 } }],
});

describe.skipIf(browserPath === undefined)("the recipes", () => {
  let browser: Browser;
  let dashboard: Dashboard;
  beforeAll(async () => {
    browser = await startBrowser();
    dashboard = await startDashboard();
    const { platform } = dashboard.embedded;
    await publishRecipe(platform, recipe, { publishedBy: "test", reason: "The first" });
    for (const shade of [90, 160]) {
      const background = { r: shade, g: shade, b: 200 };
      const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
        .jpeg()
        .toBuffer();
      const source = { fileName: `SN${shade}.jpg`, serial: `SN${shade}`, line: "line-1" };
      await receiveImage(platform, {
        recipeId: "block",
        sourceKey: `test:${shade}`,
        source,
        photo,
        extension: "jpg",
      });
      await processNext(platform);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await dashboard?.stop();
  });

  it("are listed, and a title is text whatever it looks like", async () => {
    const page = await signedIn(browser, dashboard, "inspector");

    await page.goto("/recipes");

    await page.getByRole("link", { name: "Block with <b>four</b> screws" }).waitFor();
    expect(await page.getByRole("link", { name: "New recipe" }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("are changed by form, text and drawing, replayed, and published with a reason", async () => {
    const page = await signedIn(browser, dashboard, "quality", { viewport: { width: 1500, height: 1000 } });
    await page.goto("/recipes/block");

    await page.getByLabel("Count of part 1").fill("2-1");
    await page.getByRole("button", { name: "Add a part" }).click();
    await page.getByLabel("Label of part 2").fill("cup");
    await page.getByRole("button", { name: "Draw places of" }).click();
    await page.getByRole("option", { name: "cup" }).click();
    const photo = page.getByRole("img", { name: /original photo/ });
    await photo.scrollIntoViewIfNeeded();
    const frame = await photo.boundingBox();
    if (!frame) throw new Error("The photo is not shown.");
    await page.mouse.move(frame.x + frame.width * 0.25, frame.y + frame.height * 0.25);
    await page.mouse.down();
    await page.mouse.move(frame.x + frame.width * 0.5, frame.y + frame.height * 0.75, { steps: 8 });
    await page.mouse.up();
    const text = page.getByRole("textbox", { name: "As text (YAML)" });
    await expect.poll(() => text.innerText()).toMatch(/place:\s+box:\s+left: 0\.2/);
    await page.getByText("It could be published as it is.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    // A tab that was closed costs nobody their work.
    await page.reload();
    await page.getByLabel("Label of part 2").waitFor();
    expect(await page.getByLabel("Label of part 2").inputValue()).toBe("cup");

    await page.getByRole("button", { name: "Publish …" }).click();
    await page.getByText(/2 verdicts flip/).waitFor();
    await page.getByLabel("Why").fill("The cup must be there");
    await page.getByRole("button", { name: "Publish", exact: true }).click();

    await page.getByRole("cell", { name: "The cup must be there" }).waitFor();
    expect(pageErrors(page)).toEqual([]);
  });

  it("show what differs between versions, and which verdicts would flip, photo by photo", async () => {
    const page = await signedIn(browser, dashboard, "quality");
    await page.goto("/recipes/block?tab=versions");
    await page.getByRole("textbox", { name: "What differs" }).waitFor();
    await expect.poll(() => page.getByRole("textbox", { name: "What differs" }).innerText()).toMatch(/cup/);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto("/recipes/block?tab=replay");
    await page.getByRole("button", { name: "Replay" }).click();

    await page.getByRole("img", { name: "SN90 as marked up now" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(pageErrors(page)).toEqual([]);
  });

  it("say where a text is wrong, and cannot be published then", async () => {
    const page = await signedIn(browser, dashboard, "quality");
    await page.goto("/recipes/new");

    await page.getByText(/faults/).waitFor();

    expect(await page.getByRole("button", { name: "Publish …" }).isDisabled()).toBe(true);
    expect(await page.getByText(/parts: expected/).count()).toBeGreaterThan(0);
  });
});

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Inspection } from "../../src/domain/inspection.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { teachNextLesson } from "../../src/flow/teach-next-lesson.ts";
import { decodePhoto } from "../../src/imaging/decode-photo.ts";
import { readCoco } from "../../src/recognition/labels/coco.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { writeDataset } from "../../src/simulator/write-dataset.ts";
import { temporaryFolder } from "../contracts/temporary-folder.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { accessibilityFaults } from "./accessibility.ts";
import { pageErrors, signedIn } from "./signed-in.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";

const PHOTOS = 3;

/** Drawn photos of the control box, and where its parts truly are. */
async function drawnPhotos() {
  const directory = join(await temporaryFolder(), "demo");
  const { cocoFile } = await writeDataset({
    ...{ design: controlBox, seed: 5, count: PHOTOS, directory },
    options: { missingRate: 0.5, width: 640, height: 480 },
  });
  return readCoco(cocoFile);
}

type Marked = Awaited<ReturnType<typeof drawnPhotos>>[number]["boxes"][number];

/** Draws a box with the mouse, as a person would, into a place without boxes. */
async function draw(page: Page, { box }: Marked): Promise<void> {
  const photo = await page.locator("section img").first().boundingBox();
  if (!photo) throw new Error("There is no photo to draw on.");
  const at = (x: number, y: number) => [photo.x + x * photo.width, photo.y + y * photo.height] as const;
  await page.mouse.move(...at(box.left, box.top));
  await page.mouse.down();
  await page.mouse.move(...at(box.left + box.width / 2, box.top + box.height / 2), { steps: 3 });
  await page.mouse.move(...at(box.left + box.width, box.top + box.height), { steps: 3 });
  await page.mouse.up();
}

describe.skipIf(browserPath === undefined)("teaching in the dashboard", () => {
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

  it("leads from dropped photos over drawn boxes to a model, a recipe, and right verdicts", async () => {
    const examples = await drawnPhotos();
    const page = await signedIn(browser, dashboard, "quality", { viewport: { width: 1500, height: 1300 } });
    await page.goto("/teach");
    await page.getByLabel("Name of the widget").fill("Control box <b>1</b>");
    await page.getByRole("button", { name: "Begin a lesson" }).click();
    await page.locator("input[type=file]").setInputFiles(examples.map(({ file }) => file));
    await page.getByRole("button", { name: /^Photo 3:/ }).waitFor();

    for (const [at, { boxes }] of examples.entries()) {
      if (at > 0) await page.getByRole("button", { name: new RegExp(`^Photo ${at + 1}:`) }).click();
      const leds = boxes.filter(({ label }) => label === "led" || label === "connector");
      for (const [drawn, part] of leds.entries()) {
        if (at === 0 && drawn === 0) {
          await draw(page, part);
          await page.getByRole("dialog").getByLabel("Name of the part").fill(part.label);
          await page.getByRole("dialog").getByRole("button", { name: "Add a part" }).click();
        } else {
          const known = page.getByRole("button", { name: new RegExp(`^\\d ${part.label}$`) });
          if ((await known.count()) > 0) await known.click();
          else {
            await page.getByLabel("Name of the part").fill(part.label);
            await page.getByRole("button", { name: "Add a part" }).click();
          }
          await draw(page, part);
        }
        await page.getByRole("button", { name: `${part.label}, box ${drawn + 1}`, exact: true }).waitFor();
      }
      await page.getByText("Saved", { exact: true }).waitFor();
      const count = new RegExp(`^Photo ${at + 1}: .*, ${leds.length} boxes`);
      await page.getByRole("button", { name: count }).waitFor();
    }
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("link", { name: "2 Teach and try" }).click();
    await page.getByLabel("Name of the model").fill("box");
    await page.getByRole("button", { name: /How it looks$/ }).click();
    await page.getByRole("option", { name: "Every part at its place" }).click();
    await page.getByRole("button", { name: "Teach now" }).click();
    await page.getByText("It waits for its turn").first().waitFor();
    await teachNextLesson(dashboard.embedded.teaching, new AbortController().signal);
    await page.getByRole("heading", { name: /^Model box, version/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const { teaching } = dashboard.embedded;
    const [lesson] = await teaching.lessons.list();
    const photos = await teaching.lessons.photos(lesson?.id ?? "");
    for (const [at, { boxes }] of examples.entries()) {
      const truth = boxes.filter(({ label }) => label === "led" || label === "connector");
      expect(photos[at]?.boxes).toHaveLength(truth.length);
    }
    const { info } = await dashboard.embedded.models.get("box");
    const seen = await teaching.teacher.look(
      await decodePhoto(await readFile(examples[0]?.file ?? "")),
      info,
    );
    const sure = seen.filter(({ confidence }) => confidence >= 0.5).map(({ label }) => label);
    expect(new Set(sure)).toEqual(new Set(photos[0]?.boxes.map(({ label }) => label)));

    await page.getByRole("link", { name: "Use it in a recipe" }).click();
    await page.getByRole("button", { name: "Publish …" }).click();
    await page.getByLabel("Why").fill("The first recipe of the box");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("cell", { name: "The first recipe of the box" }).waitFor();
    for (const { file, boxes } of examples) {
      const { verdict, findings } = await inspect(dashboard, file);
      const isComplete = findings.every(
        ({ label, expected }) => boxes.filter((box) => box.label === label).length === expected,
      );
      expect(isComplete ? ["pass", "review"] : ["fail", "review"]).toContain(verdict);
    }
    expect(pageErrors(page)).toEqual([]);
  });
});

/** Hand in a photo to the recipe that was published, and look what became of it. */
async function inspect({ embedded: { platform } }: Dashboard, file: string): Promise<Inspection> {
  const fileName = basename(file);
  await receiveImage(platform, {
    recipeId: "box",
    sourceKey: `test:${fileName}`,
    source: { fileName, line: "line-1" },
    photo: await readFile(file),
    extension: "jpg",
  });
  await processNext(platform);
  const { items } = await platform.records.list({ recipe: "box" }, { limit: 1 });
  const [newest] = items;
  if (newest?.source.fileName !== fileName) throw new Error(`${fileName} was not inspected.`);
  return newest;
}

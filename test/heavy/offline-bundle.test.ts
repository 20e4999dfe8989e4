import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeZip } from "../../src/entrypoints/cli/write-zip.ts";
import { exportEvidence } from "../../src/flow/export-evidence.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { browserPath, startBrowser } from "../support/browser.ts";
import { createTestPlatform, fourScrews, jpeg, screws, submission } from "../support/test-platform.ts";

const VERIFIER = new URL("../../dist/verifier/verify.html", import.meta.url);

/** Three widgets, of which the lot of two is exported: to a zip, and unpacked to a folder. */
async function exportLot(folder: string) {
  const { platform } = createTestPlatform({ recognize: () => screws(3) });
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  for (const [i, lot] of ["L1", "L2", "L1"].entries()) {
    const source = { fileName: `SN${i}.jpg`, serial: `SN${i}`, lot };
    await receiveImage(
      platform,
      await submission({ sourceKey: `k${i}`, source, photo: await jpeg(100 + i) }),
    );
    await processNext(platform);
  }
  const zip = join(folder, "lot.zip");
  const verifierPage = await readFile(VERIFIER, "utf8");
  const manifest = await writeZip(zip, (put) =>
    exportEvidence(platform, { lot: "L1" }, { put, verifierPage }),
  );
  const unpacked = join(folder, "lot");
  for (const entry of await new ZipReader(new Uint8ArrayReader(await readFile(zip))).getEntries()) {
    if (entry.directory) continue;
    const path = join(unpacked, entry.filename);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await entry.getData(new Uint8ArrayWriter()));
  }
  return { zip, unpacked, manifest };
}

async function flipBit(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(file, bytes);
}

async function resultOf(page: Page): Promise<string> {
  await page.waitForSelector("#result");
  return page.innerText("#output");
}

describe.skipIf(browserPath === undefined)("a bundle, in a browser without a server or a network", () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "partproof-bundle-"));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(path: string) {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) troubles.push(request.url());
    });
    page.on("console", (message) => troubles.push(message.text()));
    page.on("pageerror", (error) => troubles.push(error.message));
    await page.goto(pathToFileURL(path).href);
    return { page, troubles };
  }

  test("A zip and a folder that nobody touched are as they were sealed, up to the head", async () => {
    const { zip, unpacked, manifest } = await exportLot(await mkdtemp(join(folder, "whole-")));
    const { page, troubles } = await open(join(unpacked, "verify.html"));

    await page.setInputFiles("#zip", zip);
    const ofZip = await resultOf(page);
    await page.fill("#head", `${manifest.head.sequence}:${manifest.head.sha256}`);
    await page.setInputFiles("#folder", unpacked);
    await page.waitForFunction(() => document.body.innerText.includes("runs through"));
    const ofFolder = await resultOf(page);

    expect(ofZip).toContain("✔ Everything is as it was sealed: 3 entries, 4 photos, 1 links to others.");
    expect(ofZip).toContain(`${manifest.head.sequence}:${manifest.head.sha256}`);
    expect(ofFolder).toContain("✔ Everything is as it was sealed: 3 entries, 4 photos, 1 links to others.");
    expect(ofFolder).toContain("✔ The chain runs through the head you noted.");
    expect(troubles).toEqual([]);
  });

  test("One flipped bit in a photo of the zip is found when the zip is dropped", async () => {
    const { zip, unpacked } = await exportLot(await mkdtemp(join(folder, "photo-")));
    const bytes = await readFile(zip);
    await flipBit(zip, bytes.indexOf("\xff\xd8\xff", 0, "latin1") + 200);
    const { page, troubles } = await open(join(unpacked, "verify.html"));
    const base64 = (await readFile(zip)).toString("base64");

    await page.evaluate((data) => {
      const file = new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], "lot.zip");
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(file);
      document
        .getElementById("drop")
        ?.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    }, base64);

    expect(await resultOf(page)).toMatch(/✘ Not as it was sealed: 1 fault.*original photo was altered/s);
    expect(troubles).toEqual([]);
  });

  test("One flipped bit in an entry or in the chain of a folder is found", async () => {
    const { unpacked } = await exportLot(await mkdtemp(join(folder, "entry-")));
    const { page } = await open(join(unpacked, "verify.html"));
    const entry = join(unpacked, "entries", (await readdir(join(unpacked, "entries")))[1] ?? "");

    await flipBit(entry, 400);
    await page.setInputFiles("#folder", unpacked);
    const ofEntry = await resultOf(page);
    await flipBit(entry, 400);
    const chain = join(unpacked, "chain/000001.jsonl");
    await flipBit(chain, (await readFile(chain, "utf8")).indexOf('"state":"') + 12);
    await page.setInputFiles("#folder", unpacked);
    await page.waitForFunction(() => document.body.innerText.includes("Entry 4"));
    const ofChain = await resultOf(page);

    expect(ofEntry).toMatch(/✘ Not as it was sealed.*Entry 2: /s);
    expect(ofChain).toMatch(/✘ Not as it was sealed.*Entry 4: it does not follow the entry before it/s);
  });

  test("The index shows its photos, and no page loads anything from elsewhere", async () => {
    const { unpacked } = await exportLot(await mkdtemp(join(folder, "index-")));

    const { page, troubles } = await open(join(unpacked, "index.html"));
    await page.$$eval("img", (images) => Promise.all(images.map((image) => image.decode())));
    const widths = await page.$$eval("img", (images) => images.map((image) => image.naturalWidth));

    expect(widths).toEqual([120, 120, 120, 120]);
    expect(troubles).toEqual([]);
  });

  test("A file that is no bundle is refused in words", async () => {
    const { unpacked } = await exportLot(await mkdtemp(join(folder, "other-")));
    const { page } = await open(join(unpacked, "verify.html"));

    await page.setInputFiles("#zip", join(unpacked, "index.html"));

    expect(await resultOf(page)).toBe("This file is no zip, or is damaged.");
  });
});

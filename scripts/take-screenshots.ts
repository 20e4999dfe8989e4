/**
 * Takes the README's pictures of the dashboard, from a server that has something to show.
 * Run: npm start, let it inspect some photos, then npx tsx scripts/take-screenshots.ts URL TOKEN
 */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { startBrowser } from "../test/support/browser.ts";

const SIZE = { width: 1440, height: 900 };
const SHOWN_WIDTH = 1200;
const SETTLE_MS = 4000;

const PICTURES = [
  { name: "line", path: "/line", colorScheme: "dark" },
  { name: "review", path: "/review", colorScheme: "light" },
  { name: "recipe", path: "/recipes/control-box", colorScheme: "light" },
  { name: "reports", path: "/reports", colorScheme: "light" },
] as const;

const [url, token] = process.argv.slice(2);
if (url === undefined || token === undefined) throw new Error("Give the server's address and a token.");

const browser = await startBrowser();
try {
  for (const { name, path, colorScheme } of PICTURES) {
    const context = await browser.newContext({ viewport: SIZE, colorScheme, locale: "en-US", baseURL: url });
    const page = await context.newPage();
    await page.request.post("/v1/session", { data: { token } });
    await page.goto(path);
    await page.waitForTimeout(SETTLE_MS);
    await write(page, name);
    await context.close();
  }
} finally {
  await browser.close();
}

async function write(page: Page, name: string): Promise<void> {
  const target = fileURLToPath(new URL(`../docs/images/dashboard-${name}.webp`, import.meta.url));
  await sharp(await page.screenshot())
    .resize({ width: SHOWN_WIDTH })
    .webp({ quality: 82 })
    .toFile(target);
  console.log(target);
}

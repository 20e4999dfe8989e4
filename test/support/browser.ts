import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** A browser that the system has; none is downloaded. */
const PLACES = [process.env["PARTPROOF_TEST_BROWSER"], "/usr/bin/chromium", "/usr/bin/google-chrome"];

export const browserPath = PLACES.find((path) => path !== undefined && existsSync(path));

/** Headless, and talks to nobody of its own accord. @throws Error where there is none: skip the test then */
export function startBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error("There is no browser. Name one in PARTPROOF_TEST_BROWSER.");
  return chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

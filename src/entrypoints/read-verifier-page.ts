import { readFile } from "node:fs/promises";

/** The page that checks an offline bundle in a browser, as the build made it. */
export async function readVerifierPage(): Promise<string> {
  return readFile(new URL(import.meta.resolve("#verifier-page")), "utf8");
}

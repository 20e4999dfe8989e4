import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

type Violation = { id: string; impact: string | null; nodes: { target: unknown }[] };

/**
 * What axe-core holds against the page as it is now, by WCAG 2.2 AA: the rule, how serious, where.
 * Its script comes in beside the page's policy, which would refuse it.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, "utf8"));
  const violations: Violation[] = await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(LEVELS)} }).then(({ violations }) => violations)`,
  );
  return violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => String(target)).join(" | ")}`,
  );
}

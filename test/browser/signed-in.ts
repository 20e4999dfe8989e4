import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Role } from "../../src/ports/token-store.ts";
import type { Dashboard } from "./start-dashboard.ts";

/**
 * A tab of its own, signed in as that role, in English; errors of the page fail the test through {@link pageErrors}.
 * @param options name: whose token; the rest goes to the browser, such as `viewport` and `colorScheme`
 */
export async function signedIn(
  browser: Browser,
  dashboard: Dashboard,
  role: Role,
  options: BrowserContextOptions & { name?: string } = {},
): Promise<Page> {
  const { name, ...context } = options;
  const page = await (
    await browser.newContext({ locale: "en-US", baseURL: dashboard.url, ...context })
  ).newPage();
  watchErrors(page);
  const token = await dashboard.token(role, name);
  const answer = await page.request.post("/v1/session", { data: { token } });
  if (!answer.ok()) throw new Error(`Signing in as ${role} was answered ${answer.status()}.`);
  return page;
}

const errorsOf = new WeakMap<Page, string[]>();

function watchErrors(page: Page): void {
  const errors: string[] = [];
  errorsOf.set(page, errors);
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // What the policy of the page refused is told here alone.
    if (/Content Security Policy|Content-Security-Policy/.test(message.text())) errors.push(message.text());
  });
}

/** What went wrong in the page itself since it was opened: errors nobody caught, and what its policy refused. */
export function pageErrors(page: Page): readonly string[] {
  return errorsOf.get(page) ?? [];
}

import type { Api, HttpApiDeps } from "../http-api-deps.ts";
import { pageResponse, pageTypeOf } from "./page-response.ts";

/** Beginnings of addresses that are no screens: there, nothing means a problem and not the page. */
export const NO_SCREEN = /^\/(?:v1|docs|assets)(?:\/|$)/;

/** The dashboard's files. They are the same on every system, hold no data and fetch it with the session of who looks. */
export function addDashboardRoutes(api: Api, { dashboard }: HttpApiDeps): void {
  api.get("/", async (c) => (dashboard ? pageResponse("html", await dashboard.page()) : c.notFound()));

  api.get("/assets/:name", async (c) => {
    const name = c.req.param("name");
    const type = pageTypeOf(name);
    const content = type && (await dashboard?.asset(name));
    return type && content ? pageResponse(type, content, { immutable: true }) : c.notFound();
  });
}

/**
 * The page, for an address that no route has: the dashboard knows its screens itself.
 * @returns undefined for what is no address of a screen, or asked by a program
 */
export async function screenPage(
  dashboard: HttpApiDeps["dashboard"],
  request: { method: string; path: string; accept: string | undefined },
): Promise<Response | undefined> {
  const isScreen =
    request.method === "GET" && request.accept?.includes("text/html") && !NO_SCREEN.test(request.path);
  return dashboard && isScreen ? pageResponse("html", await dashboard.page()) : undefined;
}

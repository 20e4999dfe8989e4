import { PartproofError } from "../../../domain/errors.ts";
import type { Api, HttpApiDeps } from "../http-api-deps.ts";
import { DOCS_HTML, DOCS_JS } from "./docs-page.ts";
import { pageResponse } from "./page-response.ts";

/** Pages for people. They are the same on every system, hold no data and fetch it with the token of who looks. */
export function addPageRoutes(api: Api, { docsAssets }: HttpApiDeps): void {
  // What the dashboard must know before somebody is signed in. On AWS a file of the site has this address.
  api.get("/site-config.json", (c) => c.json({ signIn: { kind: "session" } }));

  api.get("/docs", () => {
    mustHaveAssets();
    return pageResponse("html", DOCS_HTML);
  });
  api.get("/docs/docs.js", () => pageResponse("js", DOCS_JS));
  api.get("/docs/swagger-ui.js", async () => pageResponse("js", await mustHaveAssets().script()));
  api.get("/docs/swagger-ui.css", async () => pageResponse("css", await mustHaveAssets().style()));

  function mustHaveAssets() {
    if (docsAssets) return docsAssets;
    throw new PartproofError("not-found", "This platform serves no API reference; see /openapi.json.");
  }
}

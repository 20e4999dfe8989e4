import { PartproofError } from "../../domain/errors.ts";

/**
 * Refuse what a page of another origin makes a browser send. SameSite alone does not: every port of a machine is the
 * same site, and shares its cookies.
 * @param proof `needed` where a cookie says who asks, which a browser adds to whatever a page sends;
 *   `if-said` where the request itself carries the secret, which programs that are no browsers send too
 * @throws PartproofError `forbidden`
 */
export function mustBeSameOrigin(request: Request, proof: "needed" | "if-said"): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  // Browsers leave Sec-Fetch-Site out where a page came over plain HTTP from another machine; Origin is there always.
  const same = site === null ? isOwn(request, origin) : site === "same-origin";
  if (same || (proof === "if-said" && site === null && origin === null)) return;
  throw new PartproofError(
    "forbidden",
    `A browser that is signed in may change something only from a page of this server; this came from ${origin ?? "an unknown page"}. Open the page of this server, or send the header "Authorization: Bearer <token>".`,
  );
}

/** Compared without the scheme: behind a proxy that adds TLS the server sees HTTP, the browser HTTPS. */
function isOwn(request: Request, origin: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === new URL(request.url).host;
}

const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
} as const;
export type PageType = keyof typeof TYPES;

/**
 * Pages load what this server serves and nothing else; what an answer of the API holds is never run at all.
 * @param connectTo other addresses that a page may ask, such as where people sign in
 */
export function pagePolicy(connectTo: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${["'self'", ...connectTo].join(" ")}`,
    "font-src 'self'",
    // blob: are photos that somebody chose and has not sent yet; data: are icons in the CSS.
    "img-src 'self' blob: data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const PAGE_POLICY = pagePolicy();
/** How long a browser may keep a file: for good where its name changes with its content, else it asks each time. */
export const CACHE_CONTROL = { immutable: "public, max-age=31536000, immutable", asked: "no-cache" } as const;

/** @param options immutable: for what has another name when its content changes */
export function pageResponse(
  type: PageType,
  content: string | Uint8Array<ArrayBuffer>,
  options: { immutable?: boolean } = {},
): Response {
  return new Response(content, {
    headers: {
      "Content-Type": mediaTypeOf(type),
      "Content-Security-Policy": PAGE_POLICY,
      "Cache-Control": options.immutable ? CACHE_CONTROL.immutable : CACHE_CONTROL.asked,
    },
  });
}

export function mediaTypeOf(type: PageType): string {
  return TYPES[type];
}

/** By the ending of its name. @returns undefined for what is no part of a page */
export function pageTypeOf(name: string): PageType | undefined {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return Object.hasOwn(TYPES, ending) ? (ending as PageType) : undefined;
}

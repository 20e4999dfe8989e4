const TYPES = { html: "text/html", css: "text/css", js: "text/javascript" } as const;

/** Pages load what this server serves and nothing else; what an answer of the API holds is never run at all. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  // Photos come through the API, with a token, and are shown from memory (blob); data: are icons in the CSS.
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function pageResponse(type: keyof typeof TYPES, content: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(content, {
    headers: {
      "Content-Type": `${TYPES[type]}; charset=utf-8`,
      "Content-Security-Policy": PAGE_POLICY,
      "Cache-Control": "no-cache",
    },
  });
}

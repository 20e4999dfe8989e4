import { BUNDLE_STYLE } from "../domain/bundle-style.ts";
import { escapeHtml } from "../domain/escape-html.ts";

/**
 * The page that checks a bundle, whole: it loads nothing, and may send nothing.
 * @param script as one text, which does not hold the end of a script tag
 * @param licenses of what others wrote in the script
 */
export function verifierHtml(script: string, licenses: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">
<title>Check evidence</title><style>${BUNDLE_STYLE}</style></head>
<body><main>
<header><h1>Check evidence</h1>
<p>This page computes every hash of a bundle anew: of each photo, of each record, and of the chain that ties them to its
head. It works without a network, and nothing leaves this computer.</p></header>
<div class="drop" id="drop"><p><b>Drop the zip, or the folder it was unpacked to, here</b></p>
<p>or choose <label><input type="file" id="zip" accept=".zip"><span>a zip</span></label> or
<label><input type="file" id="folder" webkitdirectory><span>a folder</span></label></p>
<p class="note" id="progress" role="status"></p></div>
<section><h2>A head that was noted elsewhere</h2>
<p><label for="head">Such as from a mail, its sequence and record SHA-256; may be left empty</label></p>
<input type="text" id="head" placeholder="67:d9ae711524ea8fde…" autocomplete="off" spellcheck="false"></section>
<div id="output" aria-live="polite"></div>
<details><summary>Licenses</summary><pre>${escapeHtml(licenses)}</pre></details>
</main>
<script>${script}</script></body></html>
`;
}

import { type BundleManifest, INDEX_PATH, pagePath, VERIFIER_PATH } from "./bundle.ts";
import { renderInspectionCard, type ShownInspection } from "./bundle-card.ts";
import { BUNDLE_STYLE } from "./bundle-style.ts";
import { escapeHtml } from "./escape-html.ts";

/**
 * The first page of a bundle. It opens from a folder, without a network and without a script.
 * @param shown the inspections, where they are few; more stand on pages of their own, `perPage` on each
 */
export function renderBundleIndex(
  manifest: BundleManifest,
  shown: readonly ShownInspection[],
  perPage: number,
): string {
  const { exportedAt, selection, inspections, first, head, verification } = manifest;
  const asked = Object.entries(selection).map(([name, value]) => `${name} ${value}`);
  const facts: [name: string, value: string][] = [
    ["Made", exportedAt],
    ["Asked for", asked.join(", ") || "everything"],
    ["Inspections", String(inspections)],
    ["Chain", `entry ${first} to ${head.sequence}`],
  ];
  return page("Evidence", [
    `<header><h1>Evidence of ${inspections} ${inspections === 1 ? "inspection" : "inspections"}</h1>`,
    `<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl></header>`,
    `<section><h2>When this bundle was made</h2>${renderVerification(verification)}`,
    `<p class="hash">Head of the chain <code>${head.sequence}:${head.sha256}</code></p></section>`,
    `<section><h2>Check it yourself</h2><p>Open <a href="${VERIFIER_PATH}">${VERIFIER_PATH}</a> and drop this folder, or the zip it came in, on it. `,
    "Nothing is sent anywhere. It computes every hash anew, from the photos to the head of the chain. Then compare the head with one that was ",
    "noted elsewhere, such as in a mail: these pages, and the page that checks, came from whoever made the bundle.</p></section>",
    shown.map((one) => renderInspectionCard(one, "")).join("\n"),
    shown.length === 0 ? renderPageList(Math.ceil(inspections / perPage)) : "",
  ]);
}

/** @param number of the page, from 1 */
export function renderInspectionPage(shown: readonly ShownInspection[], number: number): string {
  const cards = shown.map((one) => renderInspectionCard(one, "./"));
  const up = `<p><a href="./${INDEX_PATH}">All pages</a></p>`;
  return page(`Evidence, page ${number}`, [`<header><h1>Page ${number}</h1>${up}</header>`, ...cards, up]);
}

function renderVerification({
  intact,
  fault,
  entries,
  photos,
  expired,
}: BundleManifest["verification"]): string {
  const gone = expired > 0 ? ` ${expired} photos were removed after their retention, as is allowed.` : "";
  if (intact)
    return `<p class="intact">✔ ${entries} entries of the chain and ${photos} photos were as they were sealed.${gone}</p>`;
  const what = fault ? `Entry ${fault.sequence} ${fault.what}.` : "Something was not as it was sealed.";
  return `<p class="wrong">✘ ${escapeHtml(what)}</p><p>The chain in this bundle ends before the first entry that was not as it was sealed.${gone}</p>`;
}

function renderPageList(pages: number): string {
  const items = Array.from(
    { length: pages },
    (_, at) => `<li><a href="${pagePath(at + 1)}">Page ${at + 1}</a></li>`,
  );
  return `<section><h2>Inspections, in the order they were sealed</h2><ul class="pages">${items.join("")}</ul></section>`;
}

function page(title: string, body: readonly string[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">',
    `<title>${escapeHtml(title)}</title><style>${BUNDLE_STYLE}</style></head><body><main>`,
    ...body,
    "</main></body></html>\n",
  ].join("\n");
}

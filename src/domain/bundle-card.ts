import { entryPath, photoPath, type SealedPhoto } from "./bundle.ts";
import { escapeHtml } from "./escape-html.ts";
import type { EvidenceEntry } from "./evidence.ts";
import type { Disposition } from "./inspection.ts";
import { describeFinding } from "./judge.ts";

/** `state` is `intact`, `expired`, or what is wrong with the photo. */
export type ShownPhoto = SealedPhoto & { state: string };
export type ShownInspection = {
  entry: EvidenceEntry & { kind: "inspection" };
  photos: readonly ShownPhoto[];
  dispositions: readonly Disposition[];
};

/** Browsers show no TIFF, and what is not a photo at all was kept as `bin`. */
const NOT_SHOWN = /\.(tif|bin)$/;

/**
 * One inspection for a reader. Names and reasons may be hostile: they are escaped.
 * @param root the way from the page to the bundle's folder: nothing, or `../`
 */
export function renderInspectionCard({ entry, photos, dispositions }: ShownInspection, root: string): string {
  const { inspection } = entry;
  const { source, recipe, recognizer, verdict } = inspection;
  const name = source.serial ?? source.fileName;
  const facts: [name: string, value: string | undefined][] = [
    ["Serial", source.serial],
    ["Lot", source.lot],
    ["Line", source.line],
    ["Station", source.station],
    ["Camera", source.camera],
    ["File", source.fileName],
    ["Received", inspection.receivedAt],
    ["Inspected", inspection.inspectedAt],
    ["Recipe", `${recipe.id} version ${recipe.version}`],
    ["Looked", recognizer && `${recognizer.kind}, model ${recognizer.model} ${recognizer.version}`],
    ["Inspection", inspection.id],
    ["Photos kept until", inspection.retainUntil],
  ];
  const rows = facts.flatMap(([term, value]) =>
    value === undefined ? [] : [`<div><dt>${term}</dt><dd>${escapeHtml(value)}</dd></div>`],
  );
  const said = verdict === "pass" ? inspection.findings.map(describeFinding) : inspection.reasons;
  return (
    `<section class="card" id="e${entry.sequence}"><h2><span class="verdict ${escapeHtml(verdict)}">${escapeHtml(verdict)}</span> ${escapeHtml(name)}</h2>` +
    `<ul class="said">${said.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>` +
    dispositions.map(renderDisposition).join("") +
    `<div class="photos">${photos.map((photo) => renderPhoto(photo, root)).join("")}</div>` +
    `<dl>${rows.join("")}</dl>` +
    `<p class="hash"><a href="${root}${entryPath(entry.sequence)}">Entry ${entry.sequence}</a>, SHA-256 <code>${escapeHtml(entry.sha256)}</code></p></section>`
  );
}

function renderDisposition(disposition: Disposition): string {
  const { by, at, reason } = disposition;
  return `<p class="disposition"><b>${escapeHtml(by)}</b> ${didOf(disposition)}. ${escapeHtml(reason)} <span class="note">${escapeHtml(at)}</span></p>`;
}

function didOf(disposition: Disposition): string {
  if (disposition.decision === "withdrawn") return "took back the last decision";
  const did = disposition.decision === "agree" ? "agreed" : "overruled";
  return `${did}: <b>${escapeHtml(disposition.verdict)}</b>`;
}

function renderPhoto({ name, key, sha256, state }: ShownPhoto, root: string): string {
  const href = `${root}${escapeHtml(photoPath(key))}`;
  const isThere = !/^(expired|removed)/.test(state);
  const picture = NOT_SHOWN.test(key)
    ? '<span class="gone">This browser shows no such file; open it with a viewer.</span>'
    : `<img src="${href}" alt="${name}" loading="lazy">`;
  const shown = isThere
    ? `<a href="${href}">${picture}</a>`
    : `<span class="gone">${escapeHtml(state)}</span>`;
  const wrong =
    state === "intact" || state === "expired" ? "" : `<b class="wrong">${escapeHtml(state)}</b><br>`;
  return `<figure>${shown}<figcaption>${wrong}${name}, SHA-256 <code>${escapeHtml(sha256)}</code></figcaption></figure>`;
}

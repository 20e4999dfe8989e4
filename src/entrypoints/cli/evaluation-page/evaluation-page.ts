import { escapeHtml } from "../../../domain/escape-html.ts";
import type { CheckedThresholds } from "../../../recognition/check-thresholds.ts";
import type { Confusion } from "../../../recognition/confusion.ts";
import { describeEscapes, describeRate } from "../../../recognition/describe-rate.ts";
import type { Evaluation } from "../../../recognition/evaluate.ts";
import { describePhotos } from "../describe-card.ts";
import { type DrawnPhoto, drawPhoto } from "./draw-photo.ts";
import { drawReliability } from "./draw-reliability.ts";
import { PAGE_STYLE } from "./page-style.ts";

export type EvaluationPage = {
  model: string;
  version: string;
  /** The label file or folder the truth is from. */
  truth: string;
  evaluation: Evaluation;
  /** At the thresholds that the model proposes, or those of a recipe that names none. */
  checked: CheckedThresholds;
  /** The worst photos, and how many have a fault in all. */
  worst: readonly DrawnPhoto[];
  faulty: number;
};

/** One HTML page that needs nothing else: no script, no network. Labels and names may be hostile. */
export function renderEvaluationPage(page: EvaluationPage): string {
  const { evaluation, checked, worst, faulty } = page;
  const title = `Evaluation of ${page.model}`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">',
    `<title>${escapeHtml(title)}</title><style>${PAGE_STYLE}</style></head><body><main>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>Version ${escapeHtml(page.version)}, ${evaluation.photos} photos of ${escapeHtml(page.truth)}.</p>`,
    figures(evaluation),
    `<section><h2>Parts</h2>${partTable(evaluation)}</section>`,
    `<section><h2>Escapes and false rejects</h2>${thresholdTable(checked)}</section>`,
    `<div class="pair"><section><h2>What was taken for what</h2>${confusionTable(evaluation.confusion)}</section>`,
    `<section><h2>What confidence is worth</h2>${drawReliability(evaluation.reliability)}`,
    '<p class="note">A bar is the share of detections that found a part, a dot stands at their mean confidence, ' +
      "the figure above is how many they are. On the dashed line, confidence says exactly how often it is right.</p></section></div>",
    `<section><h2>Worst photos</h2>${photos(worst, faulty)}</section>`,
    "</main></body></html>\n",
  ].join("\n");
}

function figures({ mAP50, mAP50_95, countExact, reliability, threshold }: Evaluation): string {
  const all: [name: string, value: string, note: string][] = [
    ["mAP50", mAP50.toFixed(3), "boxes that overlap by half"],
    ["mAP50-95", mAP50_95.toFixed(3), "also asks for exact boxes"],
    ["Counts exact", percent(countExact), "of photos"],
    ["Calibration error", percent(reliability.expectedCalibrationError), "confidence against share right"],
    ["Counted from", String(threshold), "confidence"],
  ];
  const cells = all.map(
    ([name, value, note]) => `<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`,
  );
  return `<dl class="figures">${cells.join("")}</dl>`;
}

function partTable({ perPart }: Evaluation): string {
  const rows = perPart.map(
    ({ label, count, precision, recall, ap50 }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${count}</td><td>${percent(precision)}</td>` +
      `<td>${percent(recall)}</td><td>${ap50.toFixed(3)}</td></tr>`,
  );
  const head = ["Part", "True", "Precision", "Recall", "AP50"].map((name) => `<th scope="col">${name}</th>`);
  return `<div class="scroll"><table><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function thresholdTable({ from, reviewBand, parts, photos }: CheckedThresholds): string {
  const rows = parts.map(
    ({ label, minConfidence, escapes, falseRejects }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${minConfidence.toFixed(2)}</td>` +
      `<td>${describeEscapes(escapes)}</td><td>${describeRate(falseRejects)}</td></tr>`,
  );
  const head = ["Part", "Counted from", "Escapes", "False rejects"].map(
    (name) => `<th scope="col">${name}</th>`,
  );
  const whose = from === "model" ? "the model proposes" : "a recipe has that names none";
  return (
    `<p>With the thresholds that ${whose} (review band ${reviewBand.below} below, ${reviewBand.above} above): ` +
    `${describePhotos(photos)}.</p><div class="scroll"><table><thead><tr>${head.join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table></div>` +
    '<p class="note">Escapes: of the photos that lack the part, those in which more were surely seen than are there. ' +
    "False rejects: of the photos that have it, those that would fail though all is there. In brackets: the true " +
    "share, with 95 % confidence, if new photos are like these.</p>"
  );
}

function confusionTable({ labels, counts }: Confusion): string {
  const names = [...labels.map(escapeHtml), "<i>nothing</i>"];
  const rows = counts.map((row, at) => {
    const most = Math.max(1, ...row);
    const cells = row.map((count, seen) => {
      if (count === 0) return '<td class="none">·</td>';
      const color = at === seen ? "0 158 115" : "213 94 0";
      return `<td style="background:rgb(${color} / ${(0.15 + (0.45 * count) / most).toFixed(2)})">${count}</td>`;
    });
    return `<tr><th scope="row">${names[at]}</th>${cells.join("")}</tr>`;
  });
  const head = names.map((name) => `<th scope="col">${name}</th>`).join("");
  return (
    '<div class="scroll"><table class="confusion"><thead>' +
    `<tr><th scope="col">true ↓ seen →</th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>` +
    '<p class="note">Row <i>nothing</i>: seen where nothing is. Column <i>nothing</i>: there, but not seen.</p>'
  );
}

function photos(worst: readonly DrawnPhoto[], faulty: number): string {
  if (faulty === 0) return "<p>No photo has a fault.</p>";
  const shown = faulty > worst.length ? `, the ${worst.length} worst are shown` : "";
  const legend =
    '<p class="legend"><span class="found">found</span><span class="missed">✕ missed</span>' +
    '<span class="confused">≠ confused</span><span class="invented">+ invented</span>' +
    '<span class="truth">where it truly is</span></p>';
  const figures = worst.map(drawPhoto).join("\n");
  const have = faulty === 1 ? "photo has" : "photos have";
  return `<p>${faulty} ${have} a fault${shown}.</p>${legend}<div class="photos">${figures}</div>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

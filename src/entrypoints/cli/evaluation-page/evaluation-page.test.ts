import { expect, test } from "vitest";
import { checkThresholds } from "../../../recognition/check-thresholds.ts";
import { evaluate } from "../../../recognition/evaluate.ts";
import { worstPhotos } from "../../../recognition/worst-photos.ts";
import { type EvaluationPage, renderEvaluationPage } from "./evaluation-page.ts";

const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };
const HOSTILE = `"><script>alert('x')</script>&`;

function pageOf(label: string, photos = 1): EvaluationPage {
  const judged = Array.from({ length: photos }, () => ({
    truth: [{ label, box }],
    detections: [
      { label: `${label} b`, confidence: 0.9, box },
      { label, confidence: 0.8, box: { ...box, left: 0.6 } },
    ],
  }));
  const { worst, faulty } = worstPhotos(judged, 12);
  const picture = { name: label, width: 40, height: 30, webp: Uint8Array.of(1, 2, 3) };
  const drawn = worst.map(({ outcome }) => ({ ...picture, outcome }));
  const [evaluation, checked] = [evaluate(judged), checkThresholds(judged, undefined)];
  return { model: label, version: "1", truth: label, evaluation, checked, worst: drawn, faulty };
}

test("A page holds figures, parts, confusion, reliability and the worst photos, and needs nothing else", () => {
  const html = renderEvaluationPage(pageOf("nut", 20));

  for (const words of [
    "0 of 20 (0 to 16.8 %)",
    "unknown, no photo lacks it",
    "mAP50-95",
    '<th scope="row">nut</th>',
    "Reliability curve",
    "20 photos have a fault",
  ])
    expect(html).toContain(words);
  expect(html.match(/<figure>/g)).toHaveLength(12);
  expect(html).toContain("≠ nut, seen as nut b 90 %");
  expect(html).toContain("data:image/webp;base64,AQID");
  expect(html).not.toMatch(/https?:|<script|src=|<link|url\(/);
});

test("Names that are hostile stay text", () => {
  const html = renderEvaluationPage(pageOf(HOSTILE));

  expect(html).not.toContain("<script");
  expect(html).not.toContain(`"><`.concat("script"));
  expect(html).toContain("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;");
});

test("A page of nothing but right photos says so", () => {
  const judged = [{ truth: [{ label: "nut", box }], detections: [{ label: "nut", confidence: 0.9, box }] }];
  const figures = { evaluation: evaluate(judged), checked: checkThresholds(judged, undefined) };
  const page = { ...pageOf("nut"), ...figures, ...worstPhotos(judged, 12), worst: [] };

  const html = renderEvaluationPage(page);

  expect(html).toContain("No photo has a fault.");
});

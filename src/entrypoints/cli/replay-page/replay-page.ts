import {
  type AgainstPeople,
  concludeReplay,
  isUnconfirmedPass,
  type Replayed,
  type ReplayTally,
} from "../../../domain/compare-replay.ts";
import { escapeHtml } from "../../../domain/escape-html.ts";
import type { Recipe } from "../../../domain/recipe.ts";
import { holdingDecision } from "../../../domain/review/holding-decision.ts";
import { PAGE_STYLE } from "../evaluation-page/page-style.ts";
import type { DrawnFlip } from "./draw-flip.ts";

export type ReplayPage = {
  recipe: Recipe;
  /** Which inspections, for a person. */
  range: string;
  tally: ReplayTally;
  /** The flips with photos; more of them are only listed. */
  drawn: readonly DrawnFlip[];
  listed: readonly Replayed[];
};

/** One HTML page that needs nothing else: no script, no network. Names and reasons may be hostile. */
export function renderReplayPage({ recipe, range, tally, drawn, listed }: ReplayPage): string {
  const title = `Replay of ${recipe.id} version ${recipe.version}`;
  const { worse, reasons } = concludeReplay(tally);
  const said = worse
    ? `<p class="bad">✘ Worse: ${escapeHtml(reasons.join("; "))}.</p>`
    : '<p class="good">✔ Not worse, as far as people have decided.</p>';
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">',
    `<title>${escapeHtml(title)}</title><style>${PAGE_STYLE}${STYLE}</style></head><body><main>`,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(range)}</p>`,
    `<section><h2>Result</h2>${said}${counts(tally)}</section>`,
    `<section><h2>Against what people decided</h2>${peopleTable(tally)}</section>`,
    `<section><h2>Verdicts that flip</h2>${tally.flips === 0 ? "<p>None.</p>" : ""}${drawn.map(flipCard).join("\n")}`,
    listed.length > 0
      ? `<h3>More, without photos</h3>${listed.map((flip) => flipText(flip)).join("\n")}`
      : "",
    "</section></main></body></html>\n",
  ].join("\n");
}

function counts({ replayed, byStoredDetections, flips, skipped, unconfirmedPasses }: ReplayTally): string {
  const all: [name: string, value: number, note: string][] = [
    [
      "Judged anew",
      replayed,
      `${byStoredDetections} by what was seen then, ${replayed - byStoredDetections} by the photo`,
    ],
    ["Flips", flips, "verdicts that change"],
    ["Unconfirmed passes", unconfirmedPasses, "pass now, and nobody looked"],
    ["Left out", skipped, "rejected, or the photo is gone"],
  ];
  const cells = all.map(
    ([name, value, note]) => `<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`,
  );
  return `<dl class="figures">${cells.join("")}</dl>`;
}

function peopleTable({ decided, before, after }: ReplayTally): string {
  if (decided === 0)
    return "<p>Nobody decided on any of these inspections, so nothing says which verdict is right.</p>";
  const row = (name: string, key: keyof AgainstPeople) =>
    `<tr><th scope="row">${name}</th><td>${before[key]}</td><td>${after[key]}</td></tr>`;
  return (
    `<p>People decided on ${decided}.</p><div class="scroll"><table><thead><tr><th scope="col">Verdict</th><th scope="col">then</th><th scope="col">now</th></tr></thead><tbody>` +
    `${row("agrees with people", "agree")}${row("escape: passes, people say fail", "escapes")}${row("false reject: fails, people say pass", "falseRejects")}${row("review", "review")}</tbody></table></div>`
  );
}

function flipCard({ flip, before, after }: DrawnFlip): string {
  const picture = (name: string, webp: Uint8Array | undefined) =>
    webp
      ? `<figure><img alt="${name}" src="data:image/webp;base64,${Buffer.from(webp).toString("base64")}"><figcaption>${name}</figcaption></figure>`
      : `<figure><p class="note">${name}: the photo is gone.</p></figure>`;
  return `<article>${flipText(flip)}<div class="photos">${picture("then", before)}${picture("now", after)}</div></article>`;
}

function flipText(flip: Replayed): string {
  const { inspection, now } = flip;
  const { source, verdict, reasons, receivedAt, id } = inspection;
  const name = source.serial ?? source.fileName;
  const decision = holdingDecision(inspection);
  const people = decision
    ? `<b>${escapeHtml(decision.by)}</b> says ${decision.verdict}: ${escapeHtml(decision.reason)}`
    : "Nobody decided.";
  return (
    `<h3>${escapeHtml(name)}: ${verdict} → ${now.verdict}${isUnconfirmedPass(flip) ? ' <span class="bad">unconfirmed</span>' : ""}</h3>` +
    `<p>then: ${escapeHtml(reasons.join("; ") || "every part is there")}<br>now: ${escapeHtml(now.reasons.join("; ") || "every part is there")}<br>${people}</p>` +
    `<p class="note">${escapeHtml(receivedAt)}, inspection ${escapeHtml(id)}</p>`
  );
}

const STYLE = `
h3 { font-size: 16px; margin: 16px 0 4px; }
p { margin: 0 0 8px; }
article { border-top: 1px solid #ececec; }
.photos img { width: 100%; height: auto; display: block; border-radius: 4px; }
.photos { grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); margin: 0 0 12px; }
.good { color: #00734f; font-weight: 600; }
.bad { color: #b3261e; font-weight: 600; }
`;

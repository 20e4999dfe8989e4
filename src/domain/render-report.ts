import { escapeHtml } from "./escape-html.ts";
import { oneLine, percent } from "./mail-words.ts";
import type { QualityReport, RecipeReport } from "./report.ts";

const HEAD = [
  "Recipe",
  "Received",
  "Pass",
  "Fail",
  "Review",
  "Rejected",
  "Open",
  "First-pass yield",
] as const;
const STYLE =
  "body{margin:24px auto;max-width:960px;padding:0 16px;font:15px/1.45 system-ui,sans-serif;color:#1c1c1c}" +
  "table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:8px 0 24px}" +
  "th,td{padding:6px 14px 6px 0;text-align:right;border-bottom:1px solid #ddd}" +
  "th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere}.note{color:#555}";

/** One page that needs nothing else: no script, no network. Titles and parts may be hostile. */
export function renderReportHtml(report: QualityReport): string {
  const title = `Partproof report, ${report.from} to ${report.to}`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1>`,
    report.recipes.length === 0 ? "<p>No photo was received.</p>" : tableHtml(HEAD, report.recipes.map(row)),
    `<p class="note">Open: received and not judged, so a dead letter or still in the line. Dead letters in all: ${report.deadLetters}.</p>`,
    ...report.recipes.filter(({ pareto }) => pareto.length > 0).map(paretoHtml),
    "</body></html>\n",
  ].join("\n");
}

function paretoHtml({ recipe, title, pareto }: RecipeReport): string {
  const rows = pareto.map(({ part, state, inspections }) => [part, state, String(inspections)]);
  return `<h2>${escapeHtml(oneLine(`${title} (${recipe})`))}</h2>\n${tableHtml(["Part", "State", "Widgets"], rows)}`;
}

function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((cell) => `<${tag}>${escapeHtml(oneLine(cell))}</${tag}>`).join("");
  const body = rows.map((one) => `<tr>${cells("td", one)}</tr>`).join("\n");
  return `<table><thead><tr>${cells("th", head)}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function row({ recipe, received, verdicts, open, firstPassYield }: RecipeReport): string[] {
  const { pass, fail, review, rejected } = verdicts;
  const share = firstPassYield === undefined ? "" : percent(firstPassYield, 1);
  return [recipe, ...[received, pass, fail, review, rejected, open].map(String), share];
}

/** One line a recipe, and one a fault of its Pareto; RFC 4180. No cell can become a formula in a spreadsheet. */
export function renderReportCsv(report: QualityReport): string {
  const lines = [
    ["from", "to", "recipe", "kind", "part", "state", "count"],
    ...report.recipes.flatMap((one) => {
      const line = (kind: string, count: number, part = "", state = "") => [
        ...[report.from, report.to, one.recipe, kind, part, state, String(count)],
      ];
      const { pass, fail, review, rejected } = one.verdicts;
      return [
        line("received", one.received),
        ...Object.entries({ pass, fail, review, rejected }).map(([verdict, count]) => line(verdict, count)),
        line("open", one.open),
        ...one.pareto.map(({ part, state, inspections }) => line("fault", inspections, part, state)),
      ];
    }),
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(value: string): string {
  const text = oneLine(value, 500);
  // A spreadsheet runs what begins like a formula; an apostrophe makes it text.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

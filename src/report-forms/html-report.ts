import { escapeHtml } from "../domain/escape-html.ts";
import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Language } from "../domain/words/language.ts";
import { formatCell } from "./format-cell.ts";
import { PAGE_STYLE } from "./page-style.ts";
import type { ReportChart } from "./report-charts.ts";
import { type ExamplePhotos, layOutReport, type ReportPhoto, type ReportSection } from "./report-layout.ts";
import type { ReportTable } from "./report-table.ts";

/** One file that runs nothing and fetches nothing: it can be mailed, kept for years, and printed on A4 or Letter. */
export function renderHtml(report: QualityReport, language: Language, photos?: ExamplePhotos): string {
  const { title, subtitle, figures, sections } = layOutReport(report, language, photos);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(`${title}: ${subtitle}`)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="sub">${escapeHtml(subtitle)}</p>
<dl class="figures">
${figures.map((f) => `<div><dt>${escapeHtml(f.name)}</dt><dd>${escapeHtml(f.value)}</dd><dd class="note">${escapeHtml(f.note)}</dd></div>`).join("\n")}
</dl>
${sections.map((section) => renderSection(section, language)).join("\n")}
</main>
</body>
</html>
`;
}

function renderSection({ title, notes, charts, photos, tables }: ReportSection, language: Language): string {
  const [first, ...more] = notes.map((note) => `<p>${escapeHtml(note)}</p>`);
  return `<section>
<h2>${escapeHtml(title)}</h2>
${[first, ...charts.map(renderChart), renderPhotos(photos), ...more, ...tables.map((table) => renderTable(table, language))].join("\n")}
</section>`;
}

function renderChart({ title, note, svg }: ReportChart): string {
  // The library's text is escaped by itself; role and name are for those who cannot see it: the table has the numbers.
  const named = svg.replace("<svg ", `<svg role="img" aria-label="${escapeHtml(title)}" `);
  return `<figure>${named}<figcaption>${escapeHtml(`${title}. ${note}`)}</figcaption></figure>`;
}

function renderPhotos(photos: readonly ReportPhoto[]): string {
  if (photos.length === 0) return "";
  const figure = ({ title, note, dataUrl }: ReportPhoto) => {
    const [name, about] = [escapeHtml(title), escapeHtml(note)];
    const image = dataUrl === undefined ? "" : `<img alt="${name}" src="${dataUrl}">`;
    return `<figure>${image}<figcaption><b>${name}</b><br>${about}</figcaption></figure>`;
  };
  return `<div class="photos">${photos.map(figure).join("\n")}</div>`;
}

function renderTable({ title, columns, rows }: ReportTable, language: Language): string {
  const cell = (tag: "th" | "td", format: ReportTable["columns"][number]["format"], content: string) =>
    `<${tag}${format === "text" ? ' class="text"' : ""}>${escapeHtml(content)}</${tag}>`;
  const head = columns.map((column) => cell("th", column.format, column.title)).join("");
  const body = rows.map(
    (row) =>
      `<tr>${columns.map(({ format }, i) => cell("td", format, formatCell(row[i], format, language))).join("")}</tr>`,
  );
  return `<h3>${escapeHtml(title)}</h3>
<div class="scroll" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table></div>`;
}

import { parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/node";
import sharp from "sharp";
import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, describe, expect, it, vi } from "vitest";
import { HOSTILE_PART, sampleReport } from "../../test/support/sample-report.ts";
import { qualityReportSchema } from "../domain/report/quality-report.ts";
import { LANGUAGES } from "../domain/words/language.ts";
import { speak } from "../domain/words/speak.ts";
import { wordsOf } from "../domain/words/words-of.ts";
import { formatCell } from "./format-cell.ts";
import { REPORT_FORMATS, type ReportFormat, renderReport } from "./render-report.ts";
import { tablesOf } from "./report-tables.ts";

const report = sampleReport({ hostile: true });
const tables = tablesOf(report, "en");
const textOf = async (format: ReportFormat, of = report) =>
  new TextDecoder().decode(await renderReport(of, format));

/** What a table shows to people, cell by cell. */
const shown = tables.flatMap(({ columns, rows }) =>
  rows.map((row) => columns.map(({ format }, i) => formatCell(row[i], format, "en"))),
);

afterEach(() => {
  vi.useRealTimers();
});

describe("the same numbers are in every form", () => {
  it("JSON", async () => {
    const parsed: unknown = JSON.parse(await textOf("json"));

    expect(qualityReportSchema.parse(parsed)).toEqual(report);
  });

  it("CSV, unrounded", async () => {
    const rows: { table: string; row: string; column: string; value: string }[] = parse(await textOf("csv"), {
      columns: true,
    });

    const written = tables.flatMap(({ id, columns, rows }) =>
      rows.flatMap((row, r) => columns.map(({ title }, c) => [id, r + 1, title, row[c] ?? ""].map(String))),
    );
    const read = rows.map(({ table, row, column, value }) => [table, row, column, value.replace(/^'/, "")]);
    expect(read).toEqual(written);
  });

  it("XLSX, unrounded, each table on a sheet", async () => {
    const bytes = Buffer.from(await renderReport(report, "xlsx"));

    const workbook = await readWorkbook(bytes);

    expect(workbook.map(({ sheet }) => sheet)).toEqual(tables.map(({ id }) => id));
    for (const [i, { columns, rows }] of tables.entries()) {
      const [head, ...body] = workbook[i]?.data ?? [];
      expect(head).toEqual(columns.map(({ title }) => title));
      // A reader takes an empty text for an empty cell.
      expect(body).toEqual(rows.map((row) => row.map((cell) => (cell === "" ? null : (cell ?? null)))));
    }
  });

  it("HTML", async () => {
    const html = await textOf("html");

    const rows = [...html.matchAll(/<tr>(<td.*?)<\/tr>/g)].map(([, row = ""]) =>
      [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = ""]) => unescapeHtml(cell)),
    );
    const key = (row: readonly string[]) => row.join(" | ");
    expect(rows.map(key).sort()).toEqual(shown.map(key).sort());
  });

  it("PDF", async () => {
    const pdf = await getDocumentProxy(await renderReport(report, "pdf"));

    const { text } = await extractText(pdf, { mergePages: true });

    const squeezed = text.replace(/\s+/g, "");
    const missing = shown.filter((row) => !squeezed.includes(row.join("").replace(/\s+/g, "")));
    expect(missing).toEqual([]);
    expect(shown.length).toBeGreaterThan(60);
  });
});

describe("the photos of a report", () => {
  const photos = async () => {
    const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#804020" } })
      .jpeg()
      .toBuffer();
    return new Map(report.examples.slice(1).map(({ inspectionId }) => [inspectionId, jpeg] as const));
  };

  it("stand in a page, by themselves, and one that is gone is said to be", async () => {
    const html = new TextDecoder().decode(await renderReport(report, "html", { photos }));

    const images = [...html.matchAll(/<img alt="([^"]*)" src="data:image\/jpeg;base64,[A-Za-z0-9+/=]+">/g)];
    expect(images).toHaveLength(report.examples.length - 1);
    expect(images[0]?.[1]).toMatch(/^worst: \d+\.jpg$/);
    expect(html.match(/The photo is no longer kept/g)).toHaveLength(1);
    expect(html.match(/<img/g)).toHaveLength(images.length);
  });

  it("stand in a PDF, which has the same bytes each time", async () => {
    const [first, second] = [
      Buffer.from(await renderReport(report, "pdf", { photos })),
      Buffer.from(await renderReport(report, "pdf", { photos })),
    ];

    expect(first.equals(second)).toBe(true);
    expect(first.toString("latin1").match(/\/Subtype \/Image/g)?.length).toBeGreaterThan(0);
  });

  it("are not read for a form that shows none", async () => {
    const read = vi.fn(photos);

    for (const format of ["json", "csv", "xlsx"] as const)
      await renderReport(report, format, { photos: read });

    expect(read).not.toHaveBeenCalled();
  });
});

describe("a report in the language of its reader", () => {
  const others = LANGUAGES.filter((language) => language !== "en");

  it.each(others)("has every cell of its HTML and workbook in %s, numbers too", async (language) => {
    const translated = tablesOf(report, language);

    const html = new TextDecoder().decode(await renderReport(report, "html", { language }));
    const workbook = await readWorkbook(Buffer.from(await renderReport(report, "xlsx", { language })));

    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(speak(language).share(report.firstPassYield.share ?? 0));
    expect(workbook.map(({ data }) => data[0])).toEqual(
      translated.map(({ columns }) => columns.map(({ title }) => title)),
    );
    const { report: words } = wordsOf(language);
    expect(workbook.map(({ sheet }) => sheet)).toEqual(Object.values(words.sheets));
    const english = JSON.stringify(wordsOf("en").report.columns);
    const same = translated.flatMap(({ columns }) =>
      columns.filter(({ title }) => english.includes(`"${title}"`)),
    );
    expect(same).toEqual([]);
  });

  it.each(others)("shows all that a PDF can show in %s", async (language) => {
    const pdf = await getDocumentProxy(await renderReport(report, "pdf", { language }));

    const { text } = await extractText(pdf, { mergePages: true });

    const squeezed = text.replace(/\s+/g, "");
    const cells = tablesOf(report, language).flatMap(({ columns, rows }) =>
      rows.map((row) => columns.map(({ format }, i) => formatCell(row[i], format, language)).join("")),
    );
    expect(cells.filter((row) => !squeezed.includes(row.replace(/\s+/g, "")))).toEqual([]);
  });

  it("is the same for programs whoever reads it", async () => {
    for (const format of ["json", "csv"] as const) {
      const [english, german] = await Promise.all(
        (["en", "de"] as const).map((language) => renderReport(report, format, { language })),
      );
      expect(german).toEqual(english);
    }
  });
});

describe("a report", () => {
  it.each(REPORT_FORMATS)("as %s has the same bytes a year later", async (format) => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-04-01T08:00:00Z") });
    const first = Buffer.from(await renderReport(report, format));
    vi.setSystemTime(new Date("2027-04-01T09:13:21Z"));

    const second = Buffer.from(await renderReport(structuredClone(report), format));

    expect(second.equals(first)).toBe(true);
  });

  it("as a page runs nothing and fetches nothing, whatever a part is called", async () => {
    const html = await textOf("html");

    expect(html).not.toMatch(/<script|<b>|<link|<iframe|(src|href)=|@import|url\((?!#)/i);
    expect(html).toContain("&lt;b&gt;Ü&lt;/b&gt;");
    expect(html.match(/<svg role="img" aria-label="/g)).toHaveLength(7);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("as CSV holds no text that a spreadsheet would take for a formula, and leaves numbers alone", async () => {
    const csv = await textOf("csv");

    const values = parse(csv, { columns: true }).map((row: unknown) => (row as { value: string }).value);
    expect(values).toContain(`'${HOSTILE_PART}`);
    expect(values.filter((value) => /^[=+@\t\r]/.test(value))).toEqual([]);
    expect(values.filter((value) => value.startsWith("-") && Number.isNaN(Number(value)))).toEqual([]);
    expect(values.some((value) => value.startsWith("-"))).toBe(true);
  });

  it("of a range without a photo has every form, and claims nothing", async () => {
    const nothing = sampleReport({ photosADay: 0 });

    const forms = await Promise.all(REPORT_FORMATS.map((format) => renderReport(nothing, format)));
    const html = new TextDecoder().decode(forms[REPORT_FORMATS.indexOf("html")]);

    expect(forms.map((bytes) => bytes.length > 500)).toEqual(REPORT_FORMATS.map(() => true));
    expect(html).toContain("nothing inspected");
    expect(html).toContain("<dd>–</dd>");
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });
});

function unescapeHtml(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

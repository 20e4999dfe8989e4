import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Language } from "../domain/words/language.ts";
import type { ExamplePhotos } from "./report-layout.ts";

export const REPORT_FORMATS = ["json", "csv", "html", "pdf", "xlsx"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const REPORT_MEDIA_TYPES: Record<ReportFormat, string> = {
  json: "application/json",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export type RenderOptions = {
  /** Of a PDF; A4 by default. */
  paper?: "A4" | "LETTER" | undefined;
  /** English by default. JSON and CSV are for programs, and always English. */
  language?: Language | undefined;
  /** Reads the examples' photos; asked only for a form that shows them. */
  photos?: () => Promise<ExamplePhotos>;
};

/**
 * A report in one of its forms. All of them are made of the same numbers, and the same numbers give the same bytes.
 */
export async function renderReport(
  report: QualityReport,
  format: ReportFormat,
  options: RenderOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await bytesOf(report, format, options));
}

/** Charts, PDF and workbooks are large libraries: who asks for JSON must not wait for them. */
async function bytesOf(
  report: QualityReport,
  format: ReportFormat,
  { paper, language = "en", photos }: RenderOptions,
): Promise<Uint8Array> {
  switch (format) {
    case "json":
      return encode(`${JSON.stringify(report, null, 2)}\n`);
    case "csv":
      return encode((await import("./csv-report.ts")).renderCsv(report));
    case "html":
      return encode((await import("./html-report.ts")).renderHtml(report, language, await photos?.()));
    case "pdf":
      return (await import("./pdf-report.ts")).renderPdf(report, language, {
        paper,
        photos: await photos?.(),
      });
    case "xlsx":
      return (await import("./xlsx-report.ts")).renderXlsx(report, language);
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

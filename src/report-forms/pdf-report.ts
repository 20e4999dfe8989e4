import { createRequire } from "node:module";
import pdfmake from "pdfmake";
import type { Alignment, Content, Column as PageColumn, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { QualityReport } from "../domain/report/quality-report.ts";
import type { Language } from "../domain/words/language.ts";
import { FONT } from "./draw-chart.ts";
import { formatCell } from "./format-cell.ts";
import { type ExamplePhotos, layOutReport, type ReportPhoto, type ReportSection } from "./report-layout.ts";
import type { Column, ReportTable } from "./report-table.ts";

export type PaperSize = "A4" | "LETTER";

const MARGIN = 36;
/** In points, at 72 to the inch. */
const PAPER_WIDTH: Record<PaperSize, number> = { A4: 595.28, LETTER: 612 };
const GREY = "#555555";
const require = createRequire(import.meta.url);
const fontFile = (name: string) => require.resolve(`pdfmake/fonts/Roboto/Roboto-${name}.ttf`);
const FONTS = {
  [FONT]: {
    normal: fontFile("Regular"),
    bold: fontFile("Medium"),
    italics: fontFile("Italic"),
    bolditalics: fontFile("MediumItalic"),
  },
};

/**
 * The report on paper, charts as vectors and text that can be searched. Its font, Roboto, knows Latin, Greek and
 * Cyrillic; other letters in the names of parts show as boxes here, and as they are in the other forms.
 */
export async function renderPdf(
  report: QualityReport,
  language: Language,
  options: { paper?: PaperSize | undefined; photos?: ExamplePhotos | undefined } = {},
): Promise<Uint8Array> {
  const { paper = "A4", photos } = options;
  const { title, subtitle, figures, sections } = layOutReport(report, language, photos);
  const width = PAPER_WIDTH[paper] - 2 * MARGIN;
  const made = new Date(report.madeFrom.to);
  const definition: TDocumentDefinitions = {
    pageSize: paper,
    pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN + 12],
    // The end of the range, not today: the same report has the same bytes whenever it is made.
    info: { title: `${title}: ${subtitle}`, creator: "Partproof", creationDate: made, modDate: made },
    language,
    defaultStyle: { font: FONT, fontSize: 9, lineHeight: 1.15 },
    styles: {
      title: { fontSize: 18, bold: true },
      heading: { fontSize: 13, bold: true, margin: [0, 14, 0, 4] },
      tableTitle: { fontSize: 10, bold: true },
      note: { color: GREY, fontSize: 8 },
    },
    footer: (page, pages) => ({
      columns: [
        { text: subtitle, style: "note" },
        { text: `${page} / ${pages}`, style: "note", alignment: "right", width: 50 },
      ],
      margin: [MARGIN, 8, MARGIN, 0],
    }),
    content: [
      { text: title, style: "title" },
      { text: subtitle, style: "note", margin: [0, 0, 0, 8] },
      {
        columns: figures.map((f) => [
          { text: f.name, style: "note" },
          { text: f.value, fontSize: 15, bold: true },
          { text: f.note, style: "note" },
        ]),
        columnGap: 8,
      },
      ...sections.flatMap((section) => sectionContent(section, width, language)),
    ],
  };
  pdfmake.setFonts(FONTS);
  // A part may be called like an address or a file: nothing is ever fetched, and only the fonts are read.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(FONTS[FONT]).includes(path));
  return pdfmake.createPdf(definition).getBuffer();
}

function sectionContent(
  { title, notes, charts, photos, tables }: ReportSection,
  width: number,
  language: Language,
): Content[] {
  const [first = "", ...more] = notes;
  const head: Content[] = [
    { text: title, style: "heading" },
    { text: first, margin: [0, 0, 0, 4] },
    ...charts.flatMap(({ title, note, svg }): Content[] => [
      { svg, width },
      { text: `${title}. ${note}`, style: "note", margin: [0, 0, 0, 6] },
    ]),
  ];
  return [
    // A heading stays with its chart.
    { stack: head, unbreakable: true },
    ...photoRows(photos, width),
    ...more.map((text): Content => ({ text, margin: [0, 0, 0, 3] })),
    ...tables.map((table) => tableContent(table, language)),
  ];
}

const PHOTOS_A_ROW = 3;
const PHOTO_GAP = 10;

function photoRows(photos: readonly ReportPhoto[], width: number): Content[] {
  const photoWidth = (width - PHOTO_GAP * (PHOTOS_A_ROW - 1)) / PHOTOS_A_ROW;
  const content = ({ title, note, dataUrl }: ReportPhoto): PageColumn => ({
    width: photoWidth,
    stack: [
      ...(dataUrl === undefined ? [] : [{ image: dataUrl, fit: [photoWidth, 120] as [number, number] }]),
      { text: title, bold: true, fontSize: 8, margin: [0, 2, 0, 0] },
      { text: note, style: "note" },
    ],
  });
  return Array.from({ length: Math.ceil(photos.length / PHOTOS_A_ROW) }, (_, row) => ({
    columns: photos.slice(row * PHOTOS_A_ROW, (row + 1) * PHOTOS_A_ROW).map(content),
    columnGap: PHOTO_GAP,
    margin: [0, 4, 0, 6],
    unbreakable: true,
  }));
}

/** The title is a row of the head: it is repeated on every page, and never the last thing on one. */
function tableContent({ title, columns, rows }: ReportTable, language: Language): Content {
  const cell = (text: string, i: number) => ({ text, alignment: alignmentOf(columns[i]) });
  const widest = columns.findLastIndex(({ format }) => format === "text");
  return {
    layout: "lightHorizontalLines",
    fontSize: columns.length > 7 ? 7 : 8,
    margin: [0, 8, 0, 4],
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map((_, i) => (i === widest ? "*" : "auto")),
      body: [
        columns.map((_, i) => (i === 0 ? { text: title, style: "tableTitle", colSpan: columns.length } : "")),
        columns.map(({ title }, i) => ({ ...cell(title, i), color: GREY })),
        ...rows.map((row) => columns.map(({ format }, i) => cell(formatCell(row[i], format, language), i))),
      ],
    },
  };
}

function alignmentOf(column: Column | undefined): Alignment {
  return column?.format === "text" ? "left" : "right";
}

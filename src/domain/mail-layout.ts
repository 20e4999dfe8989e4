import { escapeHtml } from "./escape-html.ts";
import { oneLine } from "./mail-words.ts";
import type { Language } from "./words/language.ts";

/** One mail before it is text or HTML, so that both always say the same. Values may be hostile. */
export type MailContent = {
  /** Colors the banner; the word is always written too. */
  tone: "pass" | "fail" | "review" | "rejected" | "summary";
  /** Of all words in it. */
  language: Language;
  banner: string;
  title: string;
  /** What a reader must know if they read nothing else. */
  lead: string[];
  /** `named`: how a cell is written within a line of text, for each column after the second. */
  table?: { head: string[]; named: ((cell: string) => string)[]; rows: string[][]; note?: string };
  photoCid?: string;
  /** What the photo is called where it is not shown; of the title. */
  photoAlt?: (title: string) => string;
  link: { label: string; url: string };
  /** Whom to ask. */
  ask?: string;
  sections: { title: string; facts: [name: string, value: string][]; note?: string }[];
};

/** Dark enough for white text (contrast at least 4.5), and told apart without seeing red and green. */
const COLORS: Record<MailContent["tone"], string> = {
  pass: "#00694b",
  fail: "#a8200d",
  review: "#7a5200",
  rejected: "#4a4a4a",
  summary: "#1f4e79",
};

export function renderText(content: MailContent): string {
  const blocks = [
    [`${content.banner}: ${oneLine(content.title)}`, ...content.lead.map((line) => oneLine(line, 500))],
    (content.table?.rows ?? []).map((row) => textRow(content.table?.named ?? [], row)),
    content.table?.note ? [content.table.note] : [],
    [
      `${content.link.label}: ${content.link.url}`,
      ...(content.ask === undefined ? [] : [oneLine(content.ask, 300)]),
    ],
    ...content.sections.map(({ title, facts, note }) => [
      title,
      ...facts.map(([name, value]) => `  ${name}: ${oneLine(value, 500)}`),
      ...(note ? [note] : []),
    ]),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** `- screw: missing; expected 4; seen 3`: the first two cells are a name and what is said of it. */
function textRow(named: readonly ((cell: string) => string)[], row: readonly string[]): string {
  const [name = "", state = "", ...rest] = row.map((cell) => oneLine(cell));
  const told = rest.map((cell, i) => (cell === "" ? "" : (named[i]?.(cell) ?? cell)));
  return `- ${name}: ${[state, ...told].filter((cell) => cell !== "").join("; ")}`;
}

const MAX_ROWS_ABOVE_PHOTO = 6;
const FONT = "font-family:Arial,Helvetica,sans-serif";
const WRAP = "overflow-wrap:anywhere;word-break:break-word";
const CELL = "padding:8px 8px 8px 0;border-bottom:1px solid #d9d9d9;text-align:left;vertical-align:top";

/**
 * Tables and inline styles only: what mail programs of the last twenty years show alike. No script, and nothing
 * is fetched but the photo, which travels with the mail.
 */
export function renderHtml(content: MailContent): string {
  const rows = content.table?.rows.length ?? 0;
  const table = tableHtml(content);
  const photo = photoHtml(content);
  const body = [
    `<div style="background:${COLORS[content.tone]};color:#ffffff;padding:16px">`,
    `<div style="font-size:26px;font-weight:bold;letter-spacing:1px">${escapeHtml(content.banner)}</div>`,
    `<div style="font-size:17px;margin-top:4px;${WRAP}">${escapeHtml(oneLine(content.title))}</div></div>`,
    `<div style="padding:16px">`,
    ...content.lead.map(leadHtml),
    // A short table is seen at once above the photo; a long one would push the photo out of sight.
    ...(rows > MAX_ROWS_ABOVE_PHOTO ? [photo, table] : [table, photo]),
    `<p style="margin:20px 0"><a href="${escapeHtml(content.link.url)}" style="display:inline-block;background:#1f4e79;` +
      `color:#ffffff;text-decoration:none;font-size:16px;padding:12px 20px;border-radius:4px">` +
      `${escapeHtml(content.link.label)}</a></p>`,
    ...(content.ask === undefined
      ? []
      : [`<p style="margin:0;font-size:15px;${WRAP}">${escapeHtml(oneLine(content.ask, 300))}</p>`]),
    ...content.sections.map(sectionHtml),
    `</div>`,
  ];
  return [
    `<!doctype html>`,
    `<html lang="${content.language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta name="color-scheme" content="light"><title>${escapeHtml(oneLine(content.title))}</title></head>`,
    `<body style="margin:0;padding:0;background:#eeeeee;color:#1a1a1a;${FONT}">`,
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">`,
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;` +
      `table-layout:fixed;background:#ffffff"><tr><td style="text-align:left">`,
    ...body,
    `</td></tr></table></td></tr></table></body></html>`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function photoHtml({ photoCid, photoAlt, title }: MailContent): string {
  if (photoCid === undefined) return "";
  const alt = escapeHtml(photoAlt?.(oneLine(title)) ?? oneLine(title));
  return `<img src="cid:${escapeHtml(photoCid)}" alt="${alt}" width="608" style="display:block;width:100%;max-width:608px;height:auto;margin:16px 0">`;
}

function leadHtml(line: string, index: number): string {
  const size = index === 0 ? 18 : 15;
  return `<p style="margin:0 0 12px;font-size:${size}px;line-height:1.4;${WRAP}">${escapeHtml(oneLine(line, 500))}</p>`;
}

/** The state stands below the name: five columns would break words on a phone. */
function tableHtml({ table, tone }: MailContent): string {
  const note = table?.note ? noteHtml(table.note) : "";
  if (!table || table.rows.length === 0) return note;
  const head = table.head
    .filter((_, i) => i !== 1)
    // The names of parts are the longest: without a width a phone would break them within a word.
    .map((cell, i) => {
      const width = i === 0 ? ' width="38%"' : "";
      return `<th${width} style="${CELL};font-size:13px;color:#555555">${escapeHtml(cell)}</th>`;
    });
  const rows = table.rows.map((row) => {
    const [name = "", state = "", ...rest] = row.map((cell) => escapeHtml(oneLine(cell)));
    const cells = rest.map((cell) => `<td style="${CELL};font-size:15px">${cell}</td>`);
    return (
      `<tr><td style="${CELL};font-size:15px;${WRAP}">${name}` +
      `<div style="font-weight:bold;color:${COLORS[tone]}">${state}</div></td>${cells.join("")}</tr>`
    );
  });
  return [
    `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 4px;border-collapse:collapse">`,
    `<tr>${head.join("")}</tr>`,
    ...rows,
    `</table>${note}`,
  ].join("\n");
}

function sectionHtml({ title, facts, note }: MailContent["sections"][number]): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td width="34%" style="padding:4px 8px 4px 0;font-size:14px;color:#555555;vertical-align:top">${escapeHtml(name)}</td>` +
      `<td style="padding:4px 0;font-size:14px;vertical-align:top;${WRAP}">${escapeHtml(oneLine(value, 500))}</td></tr>`,
  );
  return [
    `<h2 style="margin:20px 0 4px;font-size:15px">${escapeHtml(title)}</h2>`,
    `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed">${rows.join("")}</table>`,
    ...(note ? [noteHtml(note)] : []),
  ].join("\n");
}

function noteHtml(note: string): string {
  return `<p style="margin:8px 0 0;font-size:13px;line-height:1.4;color:#555555">${escapeHtml(note)}</p>`;
}

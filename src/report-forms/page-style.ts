/** The look of a report, on a screen and on A4 or Letter paper. */
export const PAGE_STYLE = `
@page { margin: 14mm 12mm 16mm; }
body { margin: 0; background: #f4f5f7; color: #1c1c1c; font: 15px/1.45 Roboto, system-ui, "Segoe UI", sans-serif; }
main { max-width: 980px; margin: 0 auto; padding: 24px 20px 48px; overflow-wrap: anywhere; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 0 0 8px; }
h3 { font-size: 15px; margin: 18px 0 6px; }
section { background: #fff; border: 1px solid #dfe1e6; border-radius: 8px; padding: 18px 20px; margin: 16px 0 0; }
p { margin: 0 0 8px; max-width: 75ch; }
.sub, .note, dd.note { color: #555; font-size: 13px; font-weight: 400; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 16px 0 0; }
.figures div { background: #fff; border: 1px solid #dfe1e6; border-radius: 8px; padding: 12px 14px; }
dt { color: #555; font-size: 13px; }
dd { margin: 0; font-size: 23px; font-weight: 600; }
figure { margin: 12px 0; break-inside: avoid; }
figure svg { width: 100%; height: auto; display: block; }
figcaption { color: #555; font-size: 13px; }
.photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px; margin: 12px 0; }
.photos figure { margin: 0; }
.photos img { width: 100%; height: 150px; object-fit: contain; background: #eceef1; border-radius: 4px; display: block; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; width: 100%; }
th, td { padding: 5px 12px 5px 0; text-align: right; border-bottom: 1px solid #ececec; vertical-align: top; overflow-wrap: normal; }
thead th { color: #555; font-weight: 500; vertical-align: bottom; }
.text { text-align: left; overflow-wrap: break-word; max-width: 320px; }
.text:first-child { min-width: 11ch; }
@media print {
  body { background: #fff; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  section { border: 0; border-top: 1px solid #999; border-radius: 0; padding: 10px 0 0; }
  .figures { grid-template-columns: repeat(5, 1fr); gap: 6px; }
  .figures div { padding: 8px; }
  .photos { grid-template-columns: repeat(3, 1fr); }
  dd { font-size: 14pt; }
  table { font-size: 8pt; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  h2, h3, h2 + p { break-after: avoid; }
  p { max-width: none; }
  .scroll { overflow: visible; }
}
`;

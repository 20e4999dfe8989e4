/** The look of an evaluation page. */
export const PAGE_STYLE = `
body { margin: 0; background: #f4f5f7; color: #1c1c1c; font: 15px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 48px; overflow-wrap: anywhere; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 0 0 12px; }
section { background: #fff; border: 1px solid #dfe1e6; border-radius: 8px; padding: 18px 20px; margin: 16px 0 0; min-width: 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 12px; margin: 16px 0 0; }
.figures div { background: #fff; border: 1px solid #dfe1e6; border-radius: 8px; padding: 12px 16px; }
dt { color: #555; font-size: 13px; }
dd { margin: 0; font-size: 24px; font-weight: 600; }
.note, dd.note { color: #555; font-size: 13px; font-weight: 400; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 0 16px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 14px 6px 0; text-align: right; border-bottom: 1px solid #ececec; overflow-wrap: normal; white-space: nowrap; }
th:first-child { text-align: left; min-width: 90px; max-width: 260px; white-space: normal; overflow-wrap: break-word; }
thead th { color: #555; font-weight: 500; font-size: 13px; }
tbody th { font-weight: 500; }
.confusion td, .confusion th + th { padding: 6px 10px; text-align: center; min-width: 28px; }
.none { color: #aaa; }
.chart { max-width: 100%; height: auto; font-size: 12px; fill: #444; }
.chart .count { fill: #777; font-size: 10px; }
.photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px; align-items: start; }
figure { margin: 0; }
figure svg { width: 100%; height: auto; display: block; border-radius: 4px; }
figure text { font: 600 13px system-ui, sans-serif; fill: #111; stroke: #fff; stroke-width: 3.5px; paint-order: stroke; }
figcaption { font-size: 13px; margin-top: 6px; }
.legend span { display: inline-block; margin: 0 16px 6px 0; padding-left: 30px; position: relative; font-size: 13px; }
.legend span::before { content: ""; position: absolute; left: 0; top: 4px; width: 20px; height: 10px; }
.legend .found::before { border: 2px solid #009e73; }
.legend .missed::before { border: 2px dashed #e05a00; }
.legend .confused::before { border: 2px solid #56b4e9; }
.legend .invented::before { border: 3px solid #cc79a7; }
.legend .truth::before { border: 2px dotted #fff; background: #8a8a8a; }
@media (max-width: 480px) { .pair { grid-template-columns: 1fr; } }
@media print { body { background: #fff; } section, figure { break-inside: avoid; } }
`;

/** The look of a bundle's pages, also of the one that checks it; A4 when printed. */
export const BUNDLE_STYLE = `
body { margin: 0; background: #f4f5f7; color: #1c1c1c; font: 15px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 48px; overflow-wrap: anywhere; }
h1 { font-size: 26px; margin: 0 0 12px; }
h2 { font-size: 18px; margin: 0 0 10px; }
section { background: #fff; border: 1px solid #dfe1e6; border-radius: 8px; padding: 18px 20px; margin: 16px 0 0; }
p { margin: 0 0 8px; }
section > :last-child { margin-bottom: 0; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 8px 20px; margin: 0 0 10px; }
dt { color: #555; font-size: 12px; }
dd { margin: 0; }
code { font: 12px/1.4 ui-monospace, Consolas, monospace; }
.note, .hash { color: #555; font-size: 13px; }
.hash { margin: 0; }
.verdict { display: inline-block; padding: 1px 10px; border-radius: 4px; color: #fff; font-size: 14px; margin-right: 6px; background: #555; }
.pass { background: #00734f; }
.fail { background: #b3261e; }
.review { background: #8a5a00; }
.intact { color: #00734f; font-weight: 600; }
.wrong { color: #b3261e; font-weight: 600; }
.said { margin: 0 0 10px; padding-left: 20px; }
.disposition { border-left: 4px solid #0b57d0; padding: 4px 10px; background: #eef3fc; }
.photos { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 16px; margin: 0 0 12px; align-items: start; }
figure { margin: 0; }
figure img { width: 100%; height: auto; display: block; border-radius: 4px; }
figcaption { font-size: 12px; color: #555; margin-top: 4px; }
.gone { display: block; padding: 24px; background: #f0f0f0; border-radius: 4px; }
.pages { columns: 5 120px; padding-left: 20px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid #ececec; vertical-align: top; }
th, td:nth-child(-n+3) { white-space: nowrap; }
thead th { color: #555; font-weight: 500; font-size: 13px; }
.drop { border: 2px dashed #8a94a6; border-radius: 8px; padding: 36px 20px; text-align: center; background: #fff; margin: 16px 0 0; }
.drop.over { border-color: #0b57d0; background: #eef3fc; }
.drop label { color: #0b57d0; cursor: pointer; text-decoration: underline; }
.drop input { position: absolute; width: 1px; height: 1px; opacity: 0; }
.drop input:focus-visible + span { outline: 2px solid #0b57d0; outline-offset: 2px; }
input[type="text"] { width: 100%; box-sizing: border-box; font: 13px ui-monospace, Consolas, monospace; padding: 8px; border: 1px solid #8a94a6; border-radius: 4px; }
details { margin: 24px 0 0; color: #555; font-size: 13px; }
pre { white-space: pre-wrap; font-size: 11px; }
.scroll { overflow-x: auto; }
@media print { body { background: #fff; } main { padding: 0; } section { break-inside: avoid; border: 0; padding: 8px 0; } }
`;

/** Dark, and large enough to be read from three meters. Verdicts differ in color, symbol and word, the same as on the photo. */
export const LINE_VIEW_CSS = `:root {
  color-scheme: dark;
  --pass: #009e73; --fail: #be4b00; --review: #f0e442; --rejected: #bebebe;
  font-family: system-ui, sans-serif; background: #11161c; color: #eef2f6;
}
body { margin: 0; }
[hidden] { display: none !important; }
#sign-in { max-width: 24rem; margin: 15vh auto 0; padding: 1rem; display: grid; gap: 1rem; color: #aab4bf; }
#sign-in h1 { margin: 0; color: #eef2f6; }
#refused { color: #ff8a4c; margin: 0; }
input, button { font: inherit; padding: .6rem .8rem; border-radius: .4rem; border: 1px solid #4a5663; background: #1b232c; color: inherit; }
input { width: 100%; box-sizing: border-box; margin-top: .3rem; }
button { cursor: pointer; }
#line { display: grid; grid-template-rows: auto 1fr auto; height: 100vh; }
#verdict { display: flex; flex-wrap: wrap; align-items: center; gap: 0 2vw; padding: 1.5vh 2vw; font-size: 11vh; font-weight: 800; line-height: 1.1; text-transform: uppercase; background: #2a333d; color: #11161c; }
#verdict[data-verdict="pass"] { background: var(--pass); }
#verdict[data-verdict="fail"] { background: var(--fail); color: #fff; }
#verdict[data-verdict="review"] { background: var(--review); }
#verdict[data-verdict="rejected"] { background: var(--rejected); }
#verdict small { margin-left: auto; font-size: 3vh; font-weight: 600; line-height: 1.3; text-align: right; text-transform: none; white-space: pre-line; }
figure { margin: 0; min-height: 0; display: flex; gap: 2vw; padding: 1.5vh 2vw; }
figure img { min-width: 0; max-width: 66%; flex: 1 1 auto; object-fit: contain; border-radius: .4rem; }
#findings { flex: 1 0 30%; max-width: 100%; font-size: 4.2vh; line-height: 1.35; overflow: auto; white-space: pre-line; overflow-wrap: anywhere; }
footer { display: flex; flex-wrap: wrap; align-items: center; gap: 1vh 2vw; padding: 1vh 2vw; background: #1b232c; }
#counts { display: flex; flex-wrap: wrap; gap: 0 2vw; margin: 0; padding: 0; list-style: none; font-size: 3.6vh; font-weight: 700; }
#counts .pass { color: #3fd0a4; } #counts .fail { color: #ff8a4c; }
#counts .review { color: var(--review); } #counts .rejected { color: var(--rejected); }
#state { flex: 1; margin: 0; text-align: right; color: #aab4bf; }
#state[data-stale] { color: var(--review); font-weight: 700; }
footer a { color: inherit; }
@media (max-width: 45rem) {
  figure { flex-direction: column; }
  figure img { max-width: 100%; }
  #verdict { font-size: 3.5rem; }
  #verdict small { flex-basis: 100%; font-size: 1rem; text-align: left; }
  #findings, #counts { font-size: 1.3rem; }
}
`;

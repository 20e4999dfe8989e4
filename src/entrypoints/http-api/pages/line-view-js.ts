/** Asks the API once a second. Everything that came from a camera is set as text, never as HTML. */
export const LINE_VIEW_JS = `const SYMBOLS = { pass: "✓", fail: "✕", review: "?", rejected: "!" };
const LATEST = 50;
const PERIOD_MS = 1000;
const element = (id) => document.getElementById(id);
const parameters = new URLSearchParams(location.search);
const line = parameters.get("line");
const chosen = parameters.get("inspection");
let shownId;

class SignedOut extends Error {}

async function get(path) {
  const headers = { Authorization: "Bearer " + sessionStorage.getItem("token") };
  const response = await fetch(path, { headers, signal: AbortSignal.timeout(10_000) });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  if (response.status === 401 || response.status === 403) throw new SignedOut(problem.detail);
  throw new Error(problem.detail ?? "The server answered " + response.status + ".");
}

async function refresh() {
  if (chosen) return showChosen();
  const query = new URLSearchParams({ limit: String(LATEST), ...(line ? { line } : {}) });
  const { items } = await (await get("v1/inspections?" + query)).json();
  showCounts(items);
  if (items[0] && items[0].id !== shownId) await show(items[0]);
}

// A mail links here: the one inspection it is about, which does not change any more.
async function showChosen() {
  if (shownId === chosen) return;
  await show(await (await get("v1/inspections/" + encodeURIComponent(chosen))).json());
  setState("inspection " + chosen);
}

async function show(inspection) {
  const { id, verdict, source, recipe } = inspection;
  const photo = element("photo");
  const blob = inspection.evidence.analyzedKey
    ? await (await get("v1/inspections/" + encodeURIComponent(id) + "/analyzed")).blob()
    : undefined;
  URL.revokeObjectURL(photo.src);
  if (blob) photo.src = URL.createObjectURL(blob);
  photo.alt = "The marked-up photo: " + verdict;
  photo.hidden = !blob;
  element("verdict").dataset.verdict = verdict;
  element("symbol").textContent = SYMBOLS[verdict] ?? "";
  element("word").textContent = verdict;
  const at = new Date(inspection.inspectedAt).toLocaleTimeString();
  const what = [source.serial ?? source.fileName, recipe.id + " v" + recipe.version, source.line, at];
  element("what").textContent = what.filter(Boolean).join("\\n");
  element("findings").textContent = describe(inspection);
  shownId = id;
}

function describe({ findings, reasons, verdict }) {
  const faults = findings.filter(({ state }) => state !== "present");
  if (faults.length === 0) return verdict === "pass" ? "Every part is there." : reasons.join("\\n");
  return faults.map((f) => f.state + ": " + (f.name ?? f.label) + " (" + compared(f) + ")").join("\\n");
}

function compared({ expected, seen, text }) {
  if (!text) return count(expected) + " expected, " + seen + " seen";
  return text.expected + " expected, " + (text.lines.map((line) => line.text).join(", ") || "nothing") + " read";
}

function count(expected) {
  if (typeof expected === "number") return expected;
  return expected.max === undefined ? "at least " + expected.min : expected.min + " to " + expected.max;
}

function showCounts(items) {
  const entries = Object.keys(SYMBOLS).map((verdict) => {
    const entry = document.createElement("li");
    entry.className = verdict;
    entry.textContent = SYMBOLS[verdict] + " " + items.filter((i) => i.verdict === verdict).length + " " + verdict;
    return entry;
  });
  element("counts").replaceChildren(...entries);
  setState("last " + items.length + (line ? " of " + line : "") + ", " + new Date().toLocaleTimeString());
}

function setState(text, stale = false) {
  element("state").textContent = text;
  element("state").toggleAttribute("data-stale", stale);
}

function signOut(why = "") {
  sessionStorage.removeItem("token");
  element("refused").textContent = why;
  element("line").hidden = true;
  element("sign-in").hidden = false;
  element("token").focus();
}

async function run() {
  if (sessionStorage.getItem("token") === null) return signOut();
  element("sign-in").hidden = true;
  element("line").hidden = false;
  while (sessionStorage.getItem("token") !== null) {
    try {
      await refresh();
    } catch (error) {
      if (error instanceof SignedOut) return signOut(error.message);
      setState("Not up to date: " + error.message, true);
    }
    await new Promise((resolve) => setTimeout(resolve, PERIOD_MS));
  }
}

element("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("token", element("token").value.trim());
  element("token").value = "";
  run();
});
element("sign-out").addEventListener("click", () => signOut());
run();
`;

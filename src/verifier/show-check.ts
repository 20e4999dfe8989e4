import type { BundleCheck } from "./check-bundle.ts";
import type { CheckedEntry } from "./check-bundled-entry.ts";

const MOST_SHOWN = 500;

const HEAD_SAID: Record<BundleCheck["expectedHead"], string> = {
  "not-asked":
    "Compare it with one that was noted elsewhere, such as in a mail: enter that above and drop the bundle again.",
  found: "✔ The chain runs through the head you noted.",
  other: "✘ The chain does not run through the head you noted.",
  outside: "The head you noted lies outside of this part of the chain, so nothing can be said about it.",
};

/** What came out, as elements: texts of a bundle may be hostile, so none of them is ever read as HTML. */
export function showCheck(check: BundleCheck, entries: readonly CheckedEntry[]): HTMLElement[] {
  const { faults, photos, expired, links, manifest, head } = check;
  const said =
    faults.length === 0
      ? element(
          "p",
          `✔ Everything is as it was sealed: ${check.entries} entries, ${photos} photos, ${links} links to others.`,
          "intact",
        )
      : element(
          "p",
          `✘ Not as it was sealed: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}.`,
          "wrong",
        );
  said.id = "result";
  const gone =
    expired > 0 ? [element("p", `${expired} photos were removed after their retention, as is allowed.`)] : [];
  const { fault } = manifest.verification;
  const told = fault
    ? [
        element(
          "p",
          `Found when it was made, and said by bundle.json: entry ${fault.sequence} ${fault.what}.`,
          "wrong",
        ),
      ]
    : [];
  const list = element("ul");
  list.append(...faults.slice(0, MOST_SHOWN).map((fault) => element("li", fault)));
  const result = section("Result", [said, ...(faults.length > 0 ? [list] : []), ...gone, ...told]);
  const chain = section("Head of the chain", [
    element("code", head.sha256 === "" ? "none" : `${head.sequence}:${head.sha256}`),
    element("p", HEAD_SAID[check.expectedHead], check.expectedHead === "other" ? "wrong" : "note"),
    element("p", `The bundle was made ${manifest.exportedAt}.`, "note"),
  ]);
  return [result, chain, section("What is sealed", [entryTable(entries)])];
}

function entryTable(entries: readonly CheckedEntry[]): HTMLElement {
  const table = element("table");
  const head = element("tr");
  head.append(...["Entry", "What", "Sealed", "Widget", "Said", "Checked"].map((name) => element("th", name)));
  const top = element("thead");
  top.append(head);
  const body = element("tbody");
  body.append(...entries.slice(0, MOST_SHOWN).map(entryRow));
  table.append(top, body);
  const box = element("div", "", "scroll");
  box.append(table);
  if (entries.length > MOST_SHOWN)
    box.append(element("p", `The first ${MOST_SHOWN} of ${entries.length} are shown; all were checked.`));
  return box;
}

function entryRow({ sequence, entry, faults }: CheckedEntry): HTMLElement {
  const row = element("tr");
  const [widget, said] = describe(entry);
  const cells = [String(sequence), entry?.kind ?? "?", entry?.sealedAt ?? "", widget, said].map((text) =>
    element("td", text),
  );
  row.append(
    ...cells,
    element(
      "td",
      faults.length === 0 ? "✔" : `✘ ${faults.join(" ")}`,
      faults.length === 0 ? "intact" : "wrong",
    ),
  );
  return row;
}

function describe(entry: CheckedEntry["entry"]): [widget: string, said: string] {
  switch (entry?.kind) {
    case "inspection": {
      const { source, verdict, reasons } = entry.inspection;
      return [source.serial ?? source.fileName, [verdict, ...reasons].join("; ")];
    }
    case "disposition": {
      const { inspectionId, by, decision, verdict, reason } = entry.disposition;
      return [inspectionId, `${by}: ${verdict ? `${decision}, ${verdict}` : decision}. ${reason}`];
    }
    case "report":
      return ["", entry.report.id];
    case "acknowledgement": {
      const { alertId, subject, by } = entry.acknowledgement;
      return [alertId, `${by} acknowledged: ${subject}`];
    }
    case "recipe":
      return ["", `${entry.recipe.id} version ${entry.recipe.version}, ${entry.recipe.title}`];
    default:
      return ["", ""];
  }
}

function section(title: string, content: readonly HTMLElement[]): HTMLElement {
  const made = element("section");
  made.append(element("h2", title), ...content);
  return made;
}

export function element(tag: string, text = "", className = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

import type { ChainHead } from "../domain/evidence.ts";
import { checkBundle } from "./check-bundle.ts";
import type { CheckedEntry } from "./check-bundled-entry.ts";
import { droppedFiles, inputFiles } from "./dropped-files.ts";
import { type ChosenFile, openFiles } from "./open-files.ts";
import { element, showCheck } from "./show-check.ts";

/** Numbers are written this often, so that the page shows them: a check keeps the browser busy. */
const PAUSE_MS = 200;

const drop = byId("drop");
const output = byId("output");
const progress = byId("progress");

drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer) void check(droppedFiles(event.dataTransfer));
});
for (const id of ["zip", "folder"]) {
  const input = byId(id) as HTMLInputElement;
  input.addEventListener("change", () => {
    if (input.files && input.files.length > 0) void check(Promise.resolve(inputFiles(input.files)));
    input.value = "";
  });
}

async function check(chosen: Promise<ChosenFile[]>): Promise<void> {
  output.replaceChildren();
  try {
    const expectedHead = readHead((byId("head") as HTMLInputElement).value.trim());
    const files = pausing(await openFiles(await chosen));
    const entries: CheckedEntry[] = [];
    const onProgress = (sequence: number) => {
      progress.textContent = `Checking: entry ${sequence}`;
    };
    const checked = await checkBundle(files, {
      expectedHead,
      onEntry: (entry) => entries.push(entry),
      onProgress,
    });
    output.replaceChildren(...showCheck(checked, entries));
  } catch (error) {
    const said = element("p", error instanceof Error ? error.message : String(error), "wrong");
    said.id = "result";
    output.replaceChildren(said);
  }
  progress.textContent = "";
}

/** Lets the page be drawn now and then between two files. */
function pausing(files: Awaited<ReturnType<typeof openFiles>>): typeof files {
  let drawnAt = performance.now();
  return {
    ...files,
    async read(path) {
      if (performance.now() - drawnAt > PAUSE_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        drawnAt = performance.now();
      }
      return files.read(path);
    },
  };
}

function readHead(text: string): ChainHead | undefined {
  if (text === "") return undefined;
  const [, sequence, sha256] = /^(\d{1,12}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (!sequence || !sha256)
    throw new Error("A head is a number, a colon and 64 hex digits, such as 67:d9ae7115…");
  return { sequence: Number(sequence), sha256: sha256.toLowerCase() };
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}

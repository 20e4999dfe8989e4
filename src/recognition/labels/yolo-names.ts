import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { labelFault, labelSchema, parseEntry, readLabelText } from "./label-checks.ts";

const dataSchema = z.object({
  nc: z.int().optional(),
  names: z.union([z.array(labelSchema).min(1), z.record(z.string().regex(/^\d+$/), labelSchema)]),
});

/**
 * What the classes of a YOLO folder are called, by number: from `data.yaml` or `classes.txt` in it, in `labels/`,
 * or in the folder above (where exports with train/ and valid/ keep it).
 * @throws PartproofError `not-found`, or `invalid-input` naming file and fault
 */
export async function readYoloNames(folder: string): Promise<string[]> {
  const above = dirname(resolve(folder));
  const places = [folder, join(folder, "labels"), above].flatMap((place) =>
    ["data.yaml", "data.yml", "classes.txt"].map((name) => join(place, name)),
  );
  const file = places.find((place) => existsSync(place));
  if (file === undefined) {
    const message = `${folder} does not say what its classes are called. Expected data.yaml or classes.txt in it.`;
    throw new PartproofError("not-found", message);
  }
  return readNamesFile(file);
}

/** @param file YAML with `names`, or text with a name a line */
export async function readNamesFile(file: string): Promise<string[]> {
  return /\.ya?ml$/i.test(file) ? namesOfYaml(file) : namesOfLines(file);
}

async function namesOfLines(file: string): Promise<string[]> {
  const lines = (await readLabelText(file, "a class name a line")).trimEnd().split(/\r?\n/);
  return lines.map((line, index) =>
    parseEntry(labelSchema, line.trim(), { file, path: `line ${index + 1}` }),
  );
}

async function namesOfYaml(file: string): Promise<string[]> {
  const document = parseDocument(await readLabelText(file, "a YOLO data file"));
  const [error] = document.errors;
  if (error) throw new PartproofError("invalid-input", `${file}: ${error.message}`, { cause: error });
  const { names, nc } = parseEntry(dataSchema, document.toJS({ maxAliasCount: 100 }), { file, path: "" });
  const list = Array.isArray(names) ? names : [];
  if (!Array.isArray(names)) for (const [key, name] of Object.entries(names)) list[Number(key)] = name;
  const count = Object.keys(list).length;
  if (count !== list.length) throw labelFault({ file, path: "names" }, "a name for each number", "a gap");
  if (nc !== undefined && nc !== count) throw labelFault({ file, path: "nc" }, `${count}, as names`, `${nc}`);
  return list;
}

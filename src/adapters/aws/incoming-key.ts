import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { describeFaults } from "../../domain/faults.ts";
import { nameSchema } from "../../domain/recipe.ts";

/** Cameras and grants put photos here, and nobody anything else. */
export const INCOMING_FOLDER = "incoming/";
const MAX_FILE_NAME = 200;

/**
 * Where a photo goes: `incoming/<line>/<recipe>/<file>`.
 * @throws PartproofError `invalid-input` when line or recipe could lead elsewhere
 */
export function incomingKey(place: { line: string; recipe: string; fileName: string }): string {
  const names = z.object({ line: nameSchema, recipe: nameSchema }).safeParse(place);
  if (!names.success) {
    throw new PartproofError("invalid-input", "Line and recipe cannot name the place of a photo.", {
      faults: describeFaults(names.error, place),
    });
  }
  const { line, recipe } = names.data;
  return `${INCOMING_FOLDER}${line}/${recipe}/${harmlessFileName(place.fileName)}`;
}

/**
 * The last part of a path in letters, digits and a few signs. What is left out could open a folder, end a header,
 * or be filled in by S3 itself (`${filename}`). The beginning is cut, not the end: serials tend to stand there.
 */
function harmlessFileName(fileName: string): string {
  const last = fileName.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const harmless = last
    .replace(/[^\p{L}\p{N} ._()@=-]/gu, "_")
    .replace(/^[. ]+/, "")
    .trimEnd();
  return harmless === "" ? "photo" : Array.from(harmless).slice(-MAX_FILE_NAME).join("");
}

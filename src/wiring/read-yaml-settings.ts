import { parse } from "yaml";
import type { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import { describeFaults } from "../domain/faults.ts";
import { readSetting } from "./read-setting.ts";

/**
 * A YAML file that a setting names.
 * @param what it has, for the message
 * @throws PartproofError `invalid-input`, naming the file and each fault in it
 */
export async function readYamlSettings<T extends z.ZodType>(
  file: string,
  schema: T,
  what: string,
): Promise<z.infer<T>> {
  const text = await readSetting(file);
  let content: unknown;
  try {
    content = parse(text, { logLevel: "error", maxAliasCount: 100 });
  } catch (cause) {
    throw new PartproofError("invalid-input", `${file} is not YAML.`, { cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = describeFaults(parsed.error, content);
  // What was received is left out: a URL may be a secret, and one may stand where it does not belong.
  const lines = faults.map(({ path, expected }) => `  ${path}: expected ${expected}`);
  throw new PartproofError("invalid-input", `${file} has unusable ${what}:\n${lines.join("\n")}`);
}

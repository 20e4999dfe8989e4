import { parse } from "yaml";
import { PartproofError } from "../domain/errors.ts";

/** Ten times the largest recipe there can be. */
const LONGEST = 2_000_000;
const DEEPEST = 64;

/**
 * Parse YAML (or JSON, which is YAML) from outside. The parser recurses and unfolds aliases, so what is too long,
 * too deep or stands for too much is refused before it can fill the memory.
 * @throws PartproofError `too-large` or `invalid-input`; a YAMLParseError for text that is no YAML
 */
export function readYaml(text: string): unknown {
  if (text.length > LONGEST) {
    const message = `Expected at most ${LONGEST} characters of YAML, received ${text.length}.`;
    throw new PartproofError("too-large", message);
  }
  if (mayNestDeeperThan(text, DEEPEST)) {
    throw new PartproofError("invalid-input", `The YAML is nested deeper than ${DEEPEST} levels.`);
  }
  // Warnings would go to the console.
  return parse(text, { logLevel: "error", maxAliasCount: 100 });
}

/**
 * Looks at brackets, at indicators in a row (`- - - x` nests three deep) and at indentation; never says no to what
 * is deeper, and may say yes to a text with very many brackets in quotes.
 */
function mayNestDeeperThan(text: string, deepest: number): boolean {
  let brackets = 0;
  for (const line of text.split("\n")) {
    const lead = /^[\s\-?:]*/.exec(line)?.[0] ?? "";
    const indicators = lead.replace(/\s/g, "").length;
    const indentation = lead.length - lead.trimStart().length;
    if (indicators > deepest || indentation > deepest * 8) return true;
    for (const character of line) {
      if (character === "[" || character === "{") brackets += 1;
      else if (character === "]" || character === "}") brackets = Math.max(0, brackets - 1);
      if (brackets > deepest) return true;
    }
  }
  return false;
}

import { type Document, isMap, isScalar, isSeq, LineCounter, parse, parseDocument } from "yaml";
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
  refuseTooMuch(text);
  // Warnings would go to the console.
  return parse(text, { logLevel: "error", maxAliasCount: MOST_ALIASES });
}

/** A place in a text, both counted from 1. */
export type TextPosition = { line: number; column: number };

export type LocatedYaml = {
  /** Nothing of use where there are errors. */
  value: unknown;
  /** Where the text is no YAML, and why. */
  errors: { message: string; position: TextPosition }[];
  /** Where a value stands, or the nearest thing around it that is there. */
  positionOf(path: readonly PropertyKey[]): TextPosition;
};

/**
 * The same, for who wants to be shown where something stands.
 * @throws PartproofError `too-large` or `invalid-input`
 */
export function readLocatedYaml(text: string): LocatedYaml {
  refuseTooMuch(text);
  const lines = new LineCounter();
  const document = parseDocument(text, { logLevel: "error", lineCounter: lines });
  const at = (offset: number): TextPosition => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const errors = document.errors.map(({ message, pos }) => ({
    message: message.split("\n")[0] ?? message,
    position: at(pos[0]),
  }));
  return {
    value: errors.length > 0 ? undefined : unfolded(document),
    errors,
    positionOf: (path) => at(offsetOf(document, path)),
  };
}

const MOST_ALIASES = 100;

function unfolded(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PartproofError("invalid-input", `The YAML cannot be unfolded: ${reason}`, { cause });
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const piece of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === piece);
      if (!pair || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof piece === "number") {
      node = node.items[piece];
      if (!isMap(node) && !isScalar(node) && !isSeq(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

/** @throws PartproofError */
function refuseTooMuch(text: string): void {
  if (text.length > LONGEST) {
    const message = `Expected at most ${LONGEST} characters of YAML, received ${text.length}.`;
    throw new PartproofError("too-large", message);
  }
  if (mayNestDeeperThan(text, DEEPEST)) {
    throw new PartproofError("invalid-input", `The YAML is nested deeper than ${DEEPEST} levels.`);
  }
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

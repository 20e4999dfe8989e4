import { DOMParser, type Element, onErrorStopParsing, ParseError } from "@xmldom/xmldom";
import { PartproofError } from "../../domain/errors.ts";
import { labelFault } from "./label-checks.ts";

/**
 * The root of an XML document. Document types are refused, and with them entities of the file's own making,
 * which can blow up a few bytes to gigabytes or name other files.
 * @throws PartproofError `invalid-input` naming file and line
 */
export function parseXml(text: string, file: string): Element {
  const docType = text.search(/<!DOCTYPE/i);
  if (docType >= 0) {
    const line = text.slice(0, docType).split("\n").length;
    throw labelFault({ file, path: `line ${line}` }, "XML without a document type", "<!DOCTYPE");
  }
  try {
    const parser = new DOMParser({ onError: onErrorStopParsing });
    const root = parser.parseFromString(text, "text/xml").documentElement;
    if (root) return root;
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    const line: unknown = cause.locator?.lineNumber;
    const place = `line ${typeof line === "number" ? Math.max(1, line) : 1}`;
    const message = `${file}: ${place}: is not XML: ${cause.message}.`;
    throw new PartproofError("invalid-input", message, { cause });
  }
  throw labelFault({ file, path: "line 1" }, "XML", "nothing");
}

/** The elements of a name right below an element, in order. */
export function childrenOf(parent: Element, tag: string): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    const element = node as Element;
    if (node.nodeType === node.ELEMENT_NODE && element.tagName === tag) found.push(element);
  }
  return found;
}

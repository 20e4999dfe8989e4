import { PartproofError } from "../../domain/errors.ts";

/**
 * Standard base64 (RFC 4648, section 4), with padding and without line breaks. Lenient decoders skip what they
 * do not know and so turn a damaged photo into another one: here any doubt is an error.
 * @param path of the field, for the error
 * @throws PartproofError `invalid-input` that says where it goes wrong
 */
export function decodeBase64(text: string, path: string): Uint8Array {
  const refuse = (expected: string, received: string): never => {
    throw new PartproofError("invalid-input", `${path}: expected ${expected}, received ${received}.`, {
      faults: [{ path, expected, received }],
    });
  };
  const prefix = /^data:[^,]{0,100},/.exec(text)?.[0];
  if (prefix) refuse("base64 alone, without a data URL's beginning", JSON.stringify(prefix));
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  // One pass over a plain character class: a pattern with groups would run out of stack on a large photo.
  const strange = text.slice(0, text.length - padding).search(/[^A-Za-z0-9+/]/);
  if (strange >= 0) {
    const character = JSON.stringify(String.fromCodePoint(text.codePointAt(strange) ?? 0));
    refuse(
      "base64 (A-Z a-z 0-9 + / and = at the end, no line breaks)",
      `${character} at character ${strange + 1}`,
    );
  }
  if (text.length % 4 !== 0) {
    refuse("base64 in groups of four, padded with =", `${text.length} characters; it may be cut off`);
  }
  const bytes = Buffer.from(text, "base64");
  if (padding > 0 && bytes.subarray(-3 + padding).toString("base64") !== text.slice(-4)) {
    refuse("base64 whose last group has no stray bits", JSON.stringify(text.slice(-4)));
  }
  return bytes;
}

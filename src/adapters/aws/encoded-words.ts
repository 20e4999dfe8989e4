/**
 * Text beyond ASCII in S3's user metadata, as S3 itself shows it: the encoded words of RFC 2047 in UTF-8. Written
 * here in the same form, so that it reads the same whoever stored it.
 */
export function toEncodedWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`;
}

/** What stands in encoded words, of form B or Q; anything else comes back as it is. */
export function fromEncodedWords(text: string): string {
  // Between two encoded words a space belongs to neither.
  const joined = text.replace(/(\?=)\s+(?==\?)/g, "$1");
  return joined.replace(/=\?utf-8\?([bq])\?([^?\s]*)\?=/gi, (_word, form: string, content: string) =>
    form.toLowerCase() === "b" ? Buffer.from(content, "base64").toString("utf8") : fromQuoted(content),
  );
}

function fromQuoted(content: string): string {
  const bytes = content
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_hit, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

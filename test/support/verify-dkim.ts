import { createHash, createVerify, type KeyObject } from "node:crypto";

/**
 * Check a DKIM signature as RFC 6376 says, for `relaxed/relaxed` with rsa-sha256; written from the standard, so that
 * the program that signs does not vouch for itself.
 * @returns the fields of the signature, such as `d` and `s`
 * @throws when there is no signature, the body was changed or the signature does not fit
 */
export function verifyDkim(raw: Buffer, publicKey: KeyObject): Record<string, string> {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const headers = text.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = headers.find((header) => /^dkim-signature:/i.test(header));
  if (signature === undefined) throw new Error("no DKIM signature");
  const fields = Object.fromEntries(
    signature
      .slice(signature.indexOf(":") + 1)
      .split(";")
      .map((field) => field.replace(/\s+/g, ""))
      .map((field) => [field.slice(0, field.indexOf("=")), field.slice(field.indexOf("=") + 1)]),
  );
  const body = relaxBody(text.slice(end + 4));
  const bodyHash = createHash("sha256").update(Buffer.from(body, "latin1")).digest("base64");
  if (bodyHash !== fields["bh"]) throw new Error("the body was changed");
  const signed = (fields["h"] ?? "").split(":").flatMap((name) => {
    const header = headers.findLast((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return header === undefined ? [] : [relaxHeader(header)];
  });
  const unsigned = relaxHeader(signature.replace(/([;\s]b=)[^;]*/, "$1"));
  const verifier = createVerify("RSA-SHA256").update(
    Buffer.from(`${signed.join("\r\n")}\r\n${unsigned}`, "latin1"),
  );
  if (!verifier.verify(publicKey, fields["b"] ?? "", "base64")) throw new Error("the signature does not fit");
  return fields;
}

function relaxHeader(header: string): string {
  const colon = header.indexOf(":");
  const name = header.slice(0, colon).trim().toLowerCase();
  return `${name}:${header
    .slice(colon + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim()}`;
}

function relaxBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.at(-1) === "") lines.pop();
  return lines.map((line) => `${line}\r\n`).join("");
}

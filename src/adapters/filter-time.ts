import { PartproofError } from "../domain/errors.ts";

/** @returns milliseconds since 1970. @throws PartproofError `invalid-input` */
export function filterTime(field: "from" | "to", text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new PartproofError("invalid-input", `${field}: expected a date in ISO 8601, received "${text}".`);
}

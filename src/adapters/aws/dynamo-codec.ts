import { gunzipSync, gzipSync } from "node:zlib";
import { PartproofError } from "../../domain/errors.ts";
import type { Item } from "./dynamo-items.ts";

/** Any JSON value, compressed: an item may have 400 KB at most, and every KB of it is paid for when written. */
export function pack(value: object): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/**
 * The value that was packed into an attribute. The caller names its type, as for any row of a database.
 * @throws PartproofError `damaged`
 */
export function unpack<T>(item: Item, attribute: string): T {
  const packed = item[attribute];
  try {
    if (packed instanceof Uint8Array) return JSON.parse(gunzipSync(packed).toString("utf8"));
  } catch (cause) {
    throw damaged(item, attribute, cause);
  }
  throw damaged(item, attribute);
}

/** @throws PartproofError `damaged` */
export function textOf(item: Item, attribute: string): string {
  const value = item[attribute];
  if (typeof value === "string") return value;
  throw damaged(item, attribute);
}

/** @throws PartproofError `damaged` */
export function numberOf(item: Item, attribute: string): number {
  const value = item[attribute];
  if (typeof value === "number") return value;
  throw damaged(item, attribute);
}

function damaged(item: Item, attribute: string, cause?: unknown): PartproofError {
  return new PartproofError(
    "damaged",
    `The item ${item["pk"]} ${item["sk"]} has no readable "${attribute}". Restore the table from a backup, or rebuild it from the evidence vault.`,
    { cause },
  );
}

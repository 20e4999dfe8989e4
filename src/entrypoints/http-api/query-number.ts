import { z } from "@hono/zod-openapi";

const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * A number that stands in the query of an address. Only plain decimals are one: `z.coerce` would take an empty
 * text, blanks and hexadecimal too, and `?wait=` is a mistake to be told about, not a 0.
 */
export function queryNumber<T extends z.ZodType<number>>(schema: T) {
  return z.preprocess(
    (text) => (typeof text === "string" && DECIMAL.test(text) ? Number(text) : text),
    schema,
  );
}

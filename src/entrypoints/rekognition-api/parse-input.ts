import { z } from "zod";
import { describeFaults } from "../../domain/faults.ts";
import { WireError } from "./wire-error.ts";

const MOST_FAULTS = 10;

/**
 * The body of a request, checked.
 * @throws WireError `SerializationException` for what is no JSON or of the wrong type, `ValidationException` for a
 *   missing or unknown field and a value out of its range
 */
export function parseInput<T>(schema: z.ZodType<T>, body: Uint8Array): T {
  const input = parseJson(body);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = describeFaults(firstFaults(parsed.error), input).slice(0, MOST_FAULTS);
  const lines = faults.map(
    ({ path, expected, received }) => `${path}: expected ${expected}, got ${received}`,
  );
  const isOfWrongType = parsed.error.issues.some(
    (issue) => issue.code === "invalid_type" && valueAt(input, issue.path) !== undefined,
  );
  if (isOfWrongType) throw new WireError("SerializationException", lines.join("; "));
  const count = `${faults.length} validation error${faults.length === 1 ? "" : "s"} detected`;
  throw new WireError("ValidationException", `${count}: ${lines.join("; ")}`);
}

/** A body of millions of unknown fields is answered as fast as one of ten. */
function firstFaults(error: z.ZodError): z.ZodError {
  const first = error.issues.slice(0, MOST_FAULTS);
  return new z.ZodError(
    first.map((issue) =>
      issue.code === "unrecognized_keys" ? { ...issue, keys: issue.keys.slice(0, MOST_FAULTS) } : issue,
    ),
  );
}

function parseJson(body: Uint8Array): unknown {
  try {
    // A field that is null counts as not sent, as in the service.
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body), (_key, value) =>
      value === null ? undefined : value,
    );
  } catch (cause) {
    throw new WireError("SerializationException", "The body is not JSON in UTF-8.", { cause });
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined | null)?.[key];
  return value;
}

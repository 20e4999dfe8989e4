import type { Hook } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { describeFaults } from "../../domain/faults.ts";
import type { ApiEnv } from "./http-api-deps.ts";

const WHERE: Record<string, string> = { json: "The body", query: "The query", param: "The path" };

/** Nothing that we take is nested deeper; what is may overflow the stack of whatever walks it. */
const MAX_DEPTH = 64;

/** Runs after a schema has looked at a part of the request: turns its complaints into one error with all faults. */
export const refuseFaults: Hook<unknown, ApiEnv, string, undefined> = (result) => {
  if (result.success) return undefined;
  const input = (result as { data?: unknown }).data;
  refuseTooDeep(input);
  const faults = describeFaults(result.error, input);
  const [first] = faults;
  const example = first ? ` ${first.path}: expected ${first.expected}, received ${first.received}.` : "";
  const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
  throw new PartproofError(
    "invalid-input",
    `${WHERE[result.target] ?? "The request"} has ${count}.${example}`,
    {
      faults,
    },
  );
};

/** @throws PartproofError `invalid-input`. Walks without recursion, as the input may be nested a million deep. */
export function refuseTooDeep(input: unknown): void {
  const rest: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth >= MAX_DEPTH) {
      throw new PartproofError("invalid-input", `The body is nested deeper than ${MAX_DEPTH} levels.`);
    }
    for (const value of Object.values(next.value)) rest.push({ value, depth: next.depth + 1 });
  }
}

import type { z } from "zod";
import type { Fault } from "./errors.ts";

/** Turn a schema's complaints into faults a person can act on: path, what was expected, what came. */
export function describeFaults(error: z.ZodError, input: unknown): Fault[] {
  return locateFaults(error, input).map(({ fault }) => fault);
}

/** The same, each with its path in pieces, for who looks for it in the text that the input was read from. */
export function locateFaults(
  error: z.ZodError,
  input: unknown,
): { at: readonly PropertyKey[]; fault: Fault }[] {
  return error.issues.flatMap((issue) => {
    const faultAt = (at: readonly PropertyKey[], expected: string) => {
      return { at, fault: { path: pathText(at), expected, received: show(valueAt(input, at)) } };
    };
    if (issue.code !== "unrecognized_keys") return [faultAt(issue.path, expectation(issue))];
    return issue.keys.map((key) => faultAt([...issue.path, key], "no such field (is it misspelled?)"));
  });
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_value") return issue.values.map((v) => JSON.stringify(v)).join(" or ");
  if (issue.code === "too_small") return `at least ${issue.minimum}`;
  if (issue.code === "too_big") return `at most ${issue.maximum}`;
  if (issue.code === "invalid_union") {
    const options = issue.errors.flatMap((branch) => branch.map((inner) => expectation(inner)));
    return [...new Set(options)].join(" or ");
  }
  return issue.message;
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "(the whole)";
  return path
    .map((key, i) => (typeof key === "number" ? `[${key}]` : `${i > 0 ? "." : ""}${String(key)}`))
    .join("");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined | null)?.[key];
  return value;
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

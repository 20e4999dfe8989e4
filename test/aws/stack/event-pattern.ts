/**
 * Whether an event fits an EventBridge pattern: every field of the pattern names what it may be. Only the
 * comparisons that the stack uses; any other one throws, so that a rule is never taken for wider than it is.
 */
export function fitsPattern(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((wanted) => fitsValue(wanted, event));
  if (typeof pattern !== "object" || pattern === null) throw new Error("A pattern is an object of lists.");
  if (typeof event !== "object" || event === null) return false;
  return Object.entries(pattern).every(([field, inner]) =>
    fitsPattern(inner, (event as Record<string, unknown>)[field]),
  );
}

function fitsValue(wanted: unknown, value: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return wanted === value;
  const [comparison, operand] = Object.entries(wanted)[0] ?? [];
  if (comparison === "prefix") return typeof value === "string" && value.startsWith(String(operand));
  throw new Error(`The pattern compares by "${comparison}", which this evaluator does not know.`);
}

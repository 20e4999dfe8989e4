/** One statement of a policy; what is not named here, such as NotAction, the stack does not use and is refused. */
export type Statement = {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action: string | string[];
  Resource?: string | string[];
  Principal?: unknown;
  Condition?: Record<string, Record<string, string | string[]>>;
};

/** What is asked for: an action on a resource, and what the request and its session carry. */
export type Call = { action: string; resource: string; context?: Readonly<Record<string, string>> };

const KNOWN_FIELDS = new Set(["Sid", "Effect", "Action", "Resource", "Principal", "Condition"]);

/**
 * The part of IAM's evaluation that the stack's policies use, by the documented order: an explicit deny wins, then
 * an allow, else denied. Stricter than IAM where it does not know something: it throws.
 */
export function isAllowed(call: Call, policies: { identity: Statement[]; resource: Statement[] }): boolean {
  const all = [...policies.identity, ...policies.resource];
  const fitting = all.filter((statement) => fits(statement, call));
  if (fitting.some(({ Effect }) => Effect === "Deny")) return false;
  return fitting.some(({ Effect, Principal }) => Effect === "Allow" && Principal === undefined);
}

function fits(statement: Statement, call: Call): boolean {
  const unknown = Object.keys(statement).find((field) => !KNOWN_FIELDS.has(field));
  if (unknown !== undefined) throw new Error(`This evaluation does not know ${unknown}.`);
  const context = call.context ?? {};
  return (
    list(statement.Action).some((pattern) => like(pattern.toLowerCase(), call.action.toLowerCase())) &&
    list(statement.Resource ?? "*").some((pattern) => {
      const filled = fillIn(pattern, context);
      return filled !== undefined && like(filled, call.resource);
    }) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, expected]) => holds(operator, context[key], list(expected))),
    )
  );
}

/** A variable that the session does not carry makes the statement fit nothing. */
function fillIn(pattern: string, context: Readonly<Record<string, string>>): string | undefined {
  let complete = true;
  const filled = pattern.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    const value = context[name];
    if (value === undefined) complete = false;
    // What a session carries is text, never a pattern.
    return (value ?? "").replace(/[*?]/g, "\0");
  });
  return complete ? filled : undefined;
}

function holds(operator: string, actual: string | undefined, expected: string[]): boolean {
  switch (operator) {
    case "Null":
      return expected.includes(String(actual === undefined));
    case "Bool":
    case "StringEquals":
      return actual !== undefined && expected.includes(actual);
    // Of the requests here each has at most one value; IAM lets none at all pass.
    case "ForAllValues:StringEquals":
      return actual === undefined || expected.includes(actual);
    case "ForAllValues:StringLike":
      return actual === undefined || expected.some((pattern) => like(pattern, actual));
    case "StringLike":
      return actual !== undefined && expected.some((pattern) => like(pattern, actual));
    case "NumericLessThan":
      return actual !== undefined && expected.some((limit) => Number(actual) < Number(limit));
    case "ArnEquals":
    case "ArnLike":
      return actual !== undefined && expected.some((pattern) => like(pattern, actual));
    default:
      throw new Error(`This evaluation does not know the condition ${operator}.`);
  }
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

function list(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}

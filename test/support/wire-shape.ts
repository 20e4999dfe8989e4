import * as sdk from "@aws-sdk/client-rekognition";

/**
 * The shapes of the service as the AWS SDK carries them: arrays of numbers, names and functions. [9, _, name, _, input,
 * output] is an operation, [3, _, name, traits, members, their shapes] a structure, [1, _, name, traits, shape] a list,
 * [2, _, name, traits, key, value] a map; a simple shape is a number, a list or map of one has 64 or 128 added.
 */
const LIST = 64;
const MAP = 128;
const SIMPLE: Record<number, (value: unknown) => boolean> = {
  0: (value) => typeof value === "string",
  1: (value) => typeof value === "number" && Number.isFinite(value),
  2: (value) => typeof value === "boolean",
  // Seconds since 1970; milliseconds by mistake would be a date in the far future.
  4: (value) => typeof value === "number" && value > 1e9 && value < 1e10,
  21: (value) => typeof value === "string" && Buffer.from(value, "base64").toString("base64") === value,
};

function schemaOf(operation: string): readonly unknown[] {
  const schema = Object.entries(sdk).find(([name]) => name === `${operation}$`)?.[1];
  if (!Array.isArray(schema)) throw new Error(`The SDK knows no operation ${operation}.`);
  return schema;
}

/** What the service calls the fields of an operation's input. */
export function inputMembers(operation: string): string[] {
  return membersOf(resolve(schemaOf(operation)[4])).map(([name]) => name);
}

/** Where an answer is not what the SDK's model of the service says; empty when it is. */
export function outputFaults(operation: string, answer: unknown): string[] {
  return faultsOf(resolve(schemaOf(operation)[5]), answer, operation);
}

function faultsOf(schema: unknown, value: unknown, path: string): string[] {
  if (typeof schema === "number") {
    if (schema >= MAP) return entriesOf(value, path, (inner, at) => faultsOf(schema - MAP, inner, at));
    if (schema >= LIST) return itemsOf(value, path, (inner, at) => faultsOf(schema - LIST, inner, at));
    const check = SIMPLE[schema];
    if (!check) throw new Error(`${path}: a simple shape ${schema} that this check does not know.`);
    return check(value) ? [] : [`${path}: ${JSON.stringify(value)} is not of the simple shape ${schema}`];
  }
  if (!Array.isArray(schema)) throw new Error(`${path}: a shape that this check does not know.`);
  if (schema[0] === 1) return itemsOf(value, path, (inner, at) => faultsOf(resolve(schema[4]), inner, at));
  if (schema[0] === 2) return entriesOf(value, path, (inner, at) => faultsOf(resolve(schema[5]), inner, at));
  const members = new Map(membersOf(schema));
  return entriesOf(value, path, (inner, at, key) => {
    const member = members.get(key);
    return member === undefined ? [`${at}: the service has no such field`] : faultsOf(member, inner, at);
  });
}

function membersOf(schema: unknown): [string, unknown][] {
  if (!Array.isArray(schema) || schema[0] !== 3) throw new Error("Expected a structure.");
  const [names, shapes] = [schema[4] as string[], schema[5] as unknown[]];
  return names.map((name, at) => [name, resolve(shapes[at])]);
}

function itemsOf(value: unknown, path: string, check: (inner: unknown, at: string) => string[]): string[] {
  if (!Array.isArray(value)) return [`${path}: expected a list`];
  return value.flatMap((inner, at) => check(inner, `${path}[${at}]`));
}

function entriesOf(
  value: unknown,
  path: string,
  check: (inner: unknown, at: string, key: string) => string[],
): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [`${path}: expected an object`];
  return Object.entries(value).flatMap(([key, inner]) => check(inner, `${path}.${key}`, key));
}

/** Shapes refer to others by functions, because some refer to each other. */
function resolve(schema: unknown): unknown {
  return typeof schema === "function" ? schema() : schema;
}

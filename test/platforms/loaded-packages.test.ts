import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const AWS = /^@(aws-sdk|aws-crypto|aws-lambda-powertools|smithy)\//;
const IMPORT = /^(?:import|export)\s(?!type\b)[^;]*?from\s+"([^"]+)";|^import\s+"([^"]+)";/gm;

/** Every package that is loaded with a file, whether it is used or not; what is imported later is not among them. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const packages = new Set<string>();
  for (const [, named, bare] of readFileSync(file, "utf8").matchAll(IMPORT)) {
    const specifier = named ?? bare ?? "";
    if (!specifier.startsWith(".")) packages.add(specifier);
    else for (const inner of packagesOf(resolve(dirname(file), specifier), seen)) packages.add(inner);
  }
  return packages;
}

const entry = (path: string) => fileURLToPath(new URL(`../../src/entrypoints/${path}`, import.meta.url));

test("A server on one machine loads nothing of AWS", () => {
  const packages = [...packagesOf(entry("cli/main.ts"))];

  expect(packages).toContain("piscina");
  expect(packages.filter((name) => AWS.test(`${name}/`))).toEqual([]);
});

test("The Rekognition-compatible service loads the signer, and the AWS SDK only for an S3 server", () => {
  const packages = [...packagesOf(entry("embedded/start-rekognition.ts"))];

  expect(packages.filter((name) => AWS.test(`${name}/`))).toEqual(["@smithy/signature-v4"]);
});

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { LAMBDA_SETTINGS } from "../../test/support/lambda-settings.ts";
import type { Architecture } from "../bundle/architecture.ts";
import { bundleLambda } from "../bundle/bundle-lambda.ts";
import { LAMBDA_ENTRIES, type LambdaName } from "../bundle/lambda-entries.ts";
import { PROJECT } from "../bundle/paths.ts";
import { buildSharpLayer } from "../bundle/sharp-layer.ts";
import { synthesize } from "./synthesize.ts";
import { zippedSize } from "./zipped-size.ts";

/** This machine's own, so that the bundles can be started here. */
const HERE: Architecture = process.arch === "arm64" ? "arm64" : "x86_64";
const MB = 1_000_000;
const NAMES = Object.keys(LAMBDA_ENTRIES) as LambdaName[];
const layer = buildSharpLayer(HERE);

const OPENAPI_REQUEST = {
  httpMethod: "GET",
  path: "/openapi.json",
  resource: "/openapi.json",
  headers: { Host: "partproof.example.com" },
  multiValueHeaders: { Host: ["partproof.example.com"] },
  requestContext: { path: "/openapi.json", domainName: "partproof.example.com", identity: {} },
  isBase64Encoded: false,
};

function files(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" });
}

describe.each(NAMES)("the bundle of %s", (name) => {
  const { directory, handler } = bundleLambda(name, HERE);
  const { ownRecognizer, images } = LAMBDA_ENTRIES[name];
  const budgetMb = ownRecognizer ? 60 : 3;
  const entry = join(directory, handler.replace(/\.handler$/, ".mjs"));

  it(`is below ${budgetMb} MB as a zip file`, () => {
    const size = zippedSize(directory);

    process.stdout.write(`  ${name}: ${(size / MB).toFixed(2)} MB zipped\n`);
    expect(size).toBeLessThan(budgetMb * MB);
  });

  it(ownRecognizer ? "has the model runtime for one kind of machine only" : "has no model runtime", () => {
    const runtimes = files(directory).filter((file) => /libonnxruntime|onnxruntime_binding/.test(file));

    if (ownRecognizer) {
      expect(runtimes).toHaveLength(2);
      for (const file of runtimes) expect(file).toContain(HERE === "arm64" ? "linux/arm64" : "linux/x64");
    } else {
      expect(runtimes).toEqual([]);
      expect(readFileSync(entry, "utf8")).not.toContain("onnxruntime-node");
    }
  });

  it("holds no sharp, which is in the layer", () => {
    expect(files(directory).filter((file) => /libvips|sharp-linux/.test(file))).toEqual([]);
  });

  it(`starts ${images ? "with" : "without"} the layer, and has a handler`, () => {
    const script = `import(${JSON.stringify(pathToFileURL(entry).href)}).then((m) => { console.log(typeof m.handler); process.exit(0); })`;
    const output = execFileSync(process.execPath, ["-e", script], {
      cwd: directory,
      env: { ...LAMBDA_SETTINGS, ...(images ? { NODE_PATH: join(layer, "nodejs/node_modules") } : {}) },
      encoding: "utf8",
    });

    expect(output.trim()).toBe("function");
  });
});

describe("the API in its bundle", () => {
  it("says the version of the project in its OpenAPI document", () => {
    const { directory, handler } = bundleLambda("api", HERE);
    const entry = pathToFileURL(join(directory, handler.replace(/\.handler$/, ".mjs"))).href;
    const script = `const { handler } = await import(${JSON.stringify(entry)});
      const { body } = await handler(${JSON.stringify(OPENAPI_REQUEST)}, {});
      console.log(JSON.parse(body).info.version); process.exit(0);`;

    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: directory,
      env: { ...LAMBDA_SETTINGS, NODE_PATH: join(layer, "nodejs/node_modules") },
      encoding: "utf8",
    });

    const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
    expect(output.trim().split("\n").at(-1)).toBe(version);
  });
});

describe("the layer", () => {
  it("holds the sharp that the project was tested with", () => {
    const version = (path: string) => JSON.parse(readFileSync(path, "utf8")).version;

    expect(version(join(layer, "nodejs/node_modules/sharp/package.json"))).toBe(
      version(join(PROJECT, "node_modules/sharp/package.json")),
    );
    expect(existsSync(join(layer, "nodejs/node_modules/@img"))).toBe(true);
  });

  it("is given to as many functions as need sharp", () => {
    const { template } = synthesize();
    const layered = Object.values(template.findResources("AWS::Lambda::Function")).filter(
      ({ Properties }) => (Properties?.["Layers"] as unknown[] | undefined)?.length,
    );
    // One inspect function at a time is deployed, the other in its place.
    const needing = NAMES.filter((name) => name !== "inspectOwn" && LAMBDA_ENTRIES[name].images);
    expect(layered).toHaveLength(needing.length);
  });
});

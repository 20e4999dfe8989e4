import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { describe, expect, it, onTestFinished } from "vitest";
import { LAMBDA_SETTINGS } from "../support/lambda-settings.ts";

const run = promisify(execFile);

const LAMBDAS = readdirSync("src/entrypoints/aws").filter((file) => file.endsWith(".lambda.ts"));

/** What is not bundled: native packages, and such as look for files beside themselves. */
const BESIDE = ["sharp", "onnxruntime-node", "piscina", "@techstark/opencv-js", "swagger-ui-dist"];
const OPTIONS: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  minify: true,
  metafile: true,
  logLevel: "silent",
  external: BESIDE,
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
};

/** Every file and every package that one entry can reach; `statically`: without what it loads only when asked to. */
async function reachable(entry: string, statically = false) {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: [entry],
    write: false,
    ...(statically ? { splitting: true, outdir: "unused" } : {}),
  });
  if (!metafile) throw new Error("esbuild was asked for a metafile");
  const outputs = Object.entries(metafile.outputs);
  const [first] = outputs.filter(([, { entryPoint }]) => entryPoint === entry);
  const reached = new Set<string>();
  const files = new Set<string>();
  const visit = (name: string) => {
    const output = metafile.outputs[name];
    if (reached.has(name)) return;
    reached.add(name);
    for (const file of Object.keys(output?.inputs ?? {})) files.add(file);
    for (const { path, kind } of output?.imports ?? [])
      if (kind !== "dynamic-import" || !statically) visit(path);
  };
  visit(first?.[0] ?? "");
  return [...files, ...reached];
}

describe("what is bundled for AWS", () => {
  it.each(LAMBDAS)("of %s holds a model runtime only where photos are looked at by it", async (file) => {
    const names = await reachable(`src/entrypoints/aws/${file}`);

    const ours = names.some(
      (name) => name === "onnxruntime-node" || name.includes("src/recognition/recognition-pool"),
    );
    expect(ours).toBe(file === "inspect-own.lambda.ts");
  });

  it("of the functions that touch no photo loads no image library", async () => {
    for (const name of ["digest", "channels", "reconcile", "authorizer"]) {
      expect(await reachable(`src/entrypoints/aws/${name}.lambda.ts`)).not.toContain("sharp");
    }
  });
});

describe("what one machine needs", () => {
  it("is nothing of AWS, unless a command asks for it", async () => {
    const names = await reachable("src/entrypoints/cli/main.ts", true);

    expect(names.length).toBeGreaterThan(200);
    expect(
      names.filter((name) => /@aws-sdk|@aws-lambda-powertools|adapters\/aws|aws-jwt/.test(name)),
    ).toEqual([]);
  });
});

describe("a bundled Lambda", () => {
  it.each(LAMBDAS)("%s loads in plain Node and has a handler", async (file) => {
    // Inside node_modules, so that what is not bundled is found as beside a Lambda.
    const folder = await mkdtemp(join(process.cwd(), "node_modules", ".bundle-test-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    // Two folders deep, as the sources are: they look for files of the project by their place.
    const outfile = join(folder, "dist", "lambda", "index.mjs");
    await build({ ...OPTIONS, entryPoints: [`src/entrypoints/aws/${file}`], outfile });
    const imports = { "#recognition-worker": "./worker.mjs" };
    await writeFile(
      join(folder, "package.json"),
      JSON.stringify({ type: "module", version: "1.2.3", imports }),
    );
    await writeFile(join(folder, "worker.mjs"), "");
    const script = `const { handler } = await import(${JSON.stringify(outfile)}); console.log(typeof handler); process.exit(0);`;

    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], {
      env: { PATH: process.env["PATH"], ...LAMBDA_SETTINGS },
    });

    expect(stdout).toMatch(/^function$/m);
    console.log(`${file}: ${(gzipSync(await readFile(outfile)).length / 1e6).toFixed(2)} MB zipped`);
  });

  it("says at its start which settings are missing", async () => {
    const folder = await mkdtemp(join(process.cwd(), "node_modules", ".bundle-test-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const outfile = join(folder, "index.mjs");
    await build({ ...OPTIONS, entryPoints: ["src/entrypoints/aws/digest.lambda.ts"], outfile });

    const started = run(process.execPath, [outfile], { env: { PATH: process.env["PATH"] } });

    await expect(started).rejects.toThrow(/PARTPROOF_TABLE[\s\S]*PARTPROOF_QUALITY_TOPIC/);
  });
});

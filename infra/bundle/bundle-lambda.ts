import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, buildSync } from "esbuild";
import { addOwnRecognizer } from "./add-own-recognizer.ts";
import type { Architecture } from "./architecture.ts";
import { copyPackage } from "./copy-package.ts";
import { entryStem, LAMBDA_ENTRIES, type LambdaEntry, type LambdaName } from "./lambda-entries.ts";
import { BUILT, PROJECT } from "./paths.ts";

export type Bundle = { directory: string; handler: string };

/**
 * Two folders deep, as the sources are, so that `../../models` in them means the same in the bundle.
 * Some CommonJS packages call `require` or ask where they are at run time, which a module cannot answer by itself.
 */
const OUT = "dist/lambda";
const COMMON_JS =
  "import { createRequire as partproofCreateRequire } from 'node:module';" +
  "const require = partproofCreateRequire(import.meta.url);" +
  "const __dirname = import.meta.dirname;";

/**
 * Makes one Lambda's folder: one minified module, and beside it only the packages that cannot be inside. The same
 * sources give the same bytes, so an unchanged function is not deployed again.
 * @throws Error when the entry file is missing or cannot be bundled
 */
export function bundleLambda(name: LambdaName, architecture: Architecture): Bundle {
  const entry: LambdaEntry = LAMBDA_ENTRIES[name];
  const source = join(PROJECT, "src/entrypoints/aws", entry.file);
  if (!existsSync(source)) throw new Error(`The Lambda entry ${source} is not there.`);
  const directory = join(BUILT, architecture, entryStem(name));
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  buildSync({
    ...OPTIONS,
    external: [...entry.copied],
    entryPoints: [source],
    outfile: join(directory, OUT, "index.mjs"),
  });
  const imports: Record<string, string> = {};
  if (entry.ownRecognizer) {
    Object.assign(imports, addOwnRecognizer(directory, { ...OPTIONS, external: [...entry.copied] }));
  }
  for (const copied of entry.copied) copyPackage(copied, directory, architecture);
  for (const file of entry.files)
    cpSync(join(PROJECT, "node_modules", file), join(directory, "node_modules", file), { recursive: true });
  writeFileSync(
    join(directory, "package.json"),
    `${JSON.stringify({ type: "module", version: VERSION, imports })}\n`,
  );
  return { directory, handler: `${OUT}/index.handler` };
}

const VERSION: unknown = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")).version;

const OPTIONS: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node24",
  format: "esm",
  minify: true,
  // Names stay readable in stack traces and in error names.
  keepNames: true,
  legalComments: "none",
  banner: { js: COMMON_JS },
  alias: { sharp: fileURLToPath(new URL("sharp-from-layer.js", import.meta.url)) },
  absWorkingDir: PROJECT,
  logLevel: "error",
};

import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Architecture } from "./architecture.ts";
import { PROJECT } from "./paths.ts";

/** What a Lambda never reads, or another machine's binaries. */
const LEFT_OUT = /\.(map|md|ts|flow|tsbuildinfo)$|\/(docs?|test|examples|\.github)$/;

/** Copies an installed package into a bundle, without what only developers or other machines need. */
export function copyPackage(name: string, directory: string, architecture: Architecture): void {
  const from = join(PROJECT, "node_modules", name);
  if (!existsSync(from)) throw new Error(`${name} is not installed. Run npm ci in ${PROJECT} first.`);
  const to = join(directory, "node_modules", name);
  cpSync(from, to, { recursive: true, filter: (path) => !LEFT_OUT.test(path) && wanted(path, architecture) });
  // The debugger's map of swagger-ui and its other builds.
  if (name === "swagger-ui-dist") {
    for (const file of ["swagger-ui-es-bundle.js", "swagger-ui-es-bundle-core.js", "swagger-ui.js"])
      rmSync(join(to, file), { force: true });
  }
}

/** The model runtime comes with the binaries of five machines: 290 MB, of which a Lambda needs 25 or 45. */
function wanted(path: string, architecture: Architecture): boolean {
  const [, system, machine] = /onnxruntime-node\/bin\/napi-v\d+\/(\w+)(?:\/(\w+))?/.exec(path) ?? [];
  if (system === undefined) return !path.endsWith("onnxruntime-node/script");
  const ours = architecture === "arm64" ? "arm64" : "x64";
  return system === "linux" && (machine === undefined || machine === ours);
}

import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, buildSync } from "esbuild";
import { PROJECT } from "./paths.ts";

const WORKER = "dist/recognition/recognition-worker.mjs";

/**
 * The worker that runs the models, and the weights that ship. The step of learning stays out: nobody teaches in a
 * Lambda.
 * @returns the `imports` by which the pool finds its worker
 */
export function addOwnRecognizer(directory: string, options: BuildOptions): Record<string, string> {
  buildSync({
    ...options,
    entryPoints: [join(PROJECT, "src/recognition/recognition-worker.ts")],
    outfile: join(directory, WORKER),
  });
  const models = join(PROJECT, "models");
  for (const file of readdirSync(models)) {
    if (/\.(onnx|continuation|LICENSE)$/.test(file) && file !== "find-head-step.onnx")
      cpSync(join(models, file), join(directory, "models", file));
  }
  return { "#recognition-worker": `./${WORKER}` };
}

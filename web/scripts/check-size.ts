/** Fails the build when what a browser must load before it shows anything outgrows its budget. */
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 250;

type Chunk = { file: string; isEntry?: boolean; imports?: string[] };

const built = new URL("../../dist/web/", import.meta.url);
const manifest: Record<string, Chunk> = JSON.parse(
  await readFile(new URL(".vite/manifest.json", built), "utf8"),
);

const first = new Set<string>();
const pending = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
  if (first.has(name)) continue;
  first.add(name);
  pending.push(...(manifest[name]?.imports ?? []));
}

const sizes = await Promise.all(
  [...first].map(
    async (name) => gzipSync(await readFile(new URL(manifest[name]?.file ?? name, built))).length,
  ),
);
const kb = sizes.reduce((sum, size) => sum + size, 0) / 1000;
console.log(`The dashboard starts with ${kb.toFixed(0)} kB of compressed JavaScript (at most ${BUDGET_KB}).`);
if (kb > BUDGET_KB) {
  console.error("Load what is not needed at once with import(), or leave it out.");
  process.exitCode = 1;
}

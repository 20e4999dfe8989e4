import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Architecture } from "./architecture.ts";
import { BUILT } from "./paths.ts";

const SOURCE = fileURLToPath(new URL("../layers/sharp/", import.meta.url));

/**
 * Installs sharp for the Lambda's machine, whatever machine this is, as its lock file says. Done once for a lock
 * file and architecture; needs the npm registry that time.
 * @returns the layer's folder, with `nodejs/node_modules` inside
 */
export function buildSharpLayer(architecture: Architecture): string {
  const directory = join(BUILT, architecture, "sharp-layer");
  const stamp = join(BUILT, architecture, "sharp-layer.sha256");
  const due = createHash("sha256")
    .update(readFileSync(join(SOURCE, "package-lock.json")))
    .digest("hex");
  if (existsSync(directory) && existsSync(stamp) && readFileSync(stamp, "utf8") === due) return directory;

  rmSync(directory, { recursive: true, force: true });
  const inside = join(directory, "nodejs");
  mkdirSync(inside, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(join(SOURCE, file), join(inside, file));
  const cpu = architecture === "arm64" ? "arm64" : "x64";
  const flags = [`--cpu=${cpu}`, "--os=linux", "--libc=glibc", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", ["ci", ...flags], { cwd: inside, stdio: ["ignore", "ignore", "inherit"] });
  // npm writes the machine and the time of the install into it; the layer's content must not depend on them.
  rmSync(join(inside, "node_modules/.package-lock.json"), { force: true });
  writeFileSync(stamp, due);
  return directory;
}

// Runs a script of this package, and installs it before, when it never was or its lock file has changed.
// The project itself needs none of it: `npm ci` at the root stays small.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const installed = `${here}node_modules/.package-lock.json`;
const [script, ...args] = process.argv.slice(2);

function npm(...argv) {
  // Scripts run in this folder; paths that were typed are meant from where they were typed.
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  const env = { ...process.env, CDK_DISABLE_CLI_TELEMETRY: "true", PARTPROOF_TYPED_IN: typedIn };
  const { status } = spawnSync("npm", argv, {
    cwd: here,
    stdio: "inherit",
    env,
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(`${here}package-lock.json`).mtimeMs)
  npm("ci", "--no-audit", "--no-fund");
npm("run", "--silent", script ?? "", "--", ...args);

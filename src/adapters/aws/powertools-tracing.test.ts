import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { metricService } from "./metric-names.ts";
import type { Tracing } from "./powertools-tracing.ts";

const service = metricService("dev");

/** The library reads the environment once, when it is loaded. */
async function loadTracing(): Promise<Tracing> {
  const { createPowertoolsTracing } = await import("./powertools-tracing.ts");
  return createPowertoolsTracing({ service });
}

describe("tracing in a Lambda", () => {
  let daemon: Socket;
  let tracing: Tracing;
  const segments: Record<string, unknown>[] = [];

  beforeAll(async () => {
    daemon = createSocket("udp4");
    daemon.on("message", (packet) => {
      // A header line, then the segment.
      segments.push(JSON.parse(packet.toString().split("\n")[1] ?? "{}") as Record<string, unknown>);
    });
    daemon.bind(0, "127.0.0.1");
    await once(daemon, "listening");
    vi.stubEnv("AWS_XRAY_DAEMON_ADDRESS", `127.0.0.1:${daemon.address().port}`);
    vi.stubEnv("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs24.x");
    vi.stubEnv("LAMBDA_TASK_ROOT", "/var/task");
    vi.stubEnv(
      "_X_AMZN_TRACE_ID",
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
    );
    vi.resetModules();
    tracing = await loadTracing();
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    daemon.close();
  });

  const segment = async (name: string) => {
    await expect.poll(() => segments.map((one) => one["name"]), { timeout: 5_000 }).toContain(name);
    return segments.find((one) => one["name"] === name);
  };

  test("a step shows with its time and what to search it by, and gives what the work gives", async () => {
    const result = await tracing.step("inspect", async () => 42, { inspectionId: "01A" });

    expect(result).toBe(42);
    expect(await segment("inspect")).toMatchObject({
      annotations: { inspectionId: "01A" },
      start_time: expect.any(Number),
      end_time: expect.any(Number),
    });
  });

  test("a step that fails shows as a fault, without what the error says", async () => {
    const failing = tracing.step("record", async () => {
      throw new Error("password=hunter2");
    });

    await expect(failing).rejects.toThrow("hunter2");
    const failed = await segment("record");
    expect(failed).toMatchObject({ fault: true });
    expect(JSON.stringify(failed)).not.toContain("hunter2");
  });
});

test("outside of a Lambda nothing is traced, and the work is done all the same", async () => {
  vi.resetModules();
  const { step, client } = await loadTracing();
  const sdkClient = { middlewareStack: {} };

  await expect(step("inspect", async () => 42)).resolves.toBe(42);
  expect(client(sdkClient)).toBe(sdkClient);
});

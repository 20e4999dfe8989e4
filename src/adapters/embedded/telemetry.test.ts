import { describe, expect, test } from "vitest";
import { completed, received } from "../../../test/support/telemetry-events.ts";
import { PartproofError } from "../../domain/errors.ts";
import type { TelemetryEvent } from "../../ports/telemetry.ts";
import { createPinoTelemetry } from "./pino-telemetry.ts";
import { createPrometheusMetrics } from "./prometheus-metrics.ts";

const IDLE = { waiting: 0, inProgress: 0, dead: 0, oldestAgeMs: 0 };

function log() {
  const lines: string[] = [];
  const recorded: TelemetryEvent[] = [];
  const telemetry = createPinoTelemetry({
    destination: { write: (line) => lines.push(line) },
    metrics: { record: (event) => recorded.push(event) },
  });
  const entries = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { telemetry, lines, entries, recorded };
}

describe("the log", () => {
  test("has one JSON line an event, with the inspection id, and tells the metrics too", () => {
    const { telemetry, lines, entries, recorded } = log();

    telemetry.record(received());
    telemetry.record(completed());

    expect(lines.every((line) => line.trimEnd().split("\n").length === 1)).toBe(true);
    expect(entries()).toMatchObject([
      { level: "info", event: "image-received", inspectionId: "01A", recipe: "control-box@3" },
      {
        level: "info",
        event: "inspection-completed",
        inspectionId: "01A",
        verdict: "fail",
        recipe: "control-box@3",
        sequence: 7,
      },
    ]);
    expect(recorded).toHaveLength(2);
  });

  test("shows by its level what somebody must look at", () => {
    const { telemetry, entries } = log();

    telemetry.record({ event: "message-failed", messageId: "m", reason: "r", willRetry: true });
    telemetry.record({ event: "message-failed", messageId: "m", reason: "r", willRetry: false });
    telemetry.record({ event: "inspection-buried", inspectionId: "01A", attempts: 5, reason: "r" });
    telemetry.record({ event: "evidence-verified", entries: 3, intact: false });

    expect(entries().map((entry) => entry["level"])).toEqual(["warn", "error", "error", "error"]);
  });

  test("keeps stack and causes of an unexpected error", () => {
    const { telemetry, entries } = log();
    const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });

    telemetry.failed("deliver a message", new PartproofError("unavailable", "No server.", { cause }), {
      messageId: "m",
    });
    telemetry.failed("something", "just text");

    expect(entries()[0]).toMatchObject({
      level: "error",
      doing: "deliver a message",
      messageId: "m",
      error: {
        type: "PartproofError",
        code: "unavailable",
        retryable: true,
        stack: expect.stringContaining("telemetry.test"),
        cause: { message: "refused", code: "ECONNREFUSED", stack: expect.any(String) },
      },
    });
    expect(entries()[1]).toMatchObject({ error: { message: "just text" } });
  });

  test("never holds a secret, wherever it hides in an error or its context", () => {
    const { telemetry, lines } = log();
    const error = Object.assign(
      new Error("cannot reach smtp://robot:hunter2@mail:25 with password=hunter2"),
      {
        config: { auth: { pass: "hunter2" } },
        cause: new Error("Authorization: Bearer hunter2hunter2"),
      },
    );

    telemetry.failed("send", error, { token: "hunter2", url: "http://u:hunter2@host/x" });
    telemetry.record({
      event: "message-failed",
      messageId: "m",
      reason: "smtp://a:hunter2@b",
      willRetry: false,
    });

    expect(lines.join("")).not.toContain("hunter2");
    expect(lines.join("")).toContain("cannot reach smtp://[secret]@mail:25");
  });

  test("survives an error that is its own cause", () => {
    const { telemetry, entries } = log();
    const error = new Error("round");
    error.cause = error;

    telemetry.failed("turn", error);

    expect(entries()).toHaveLength(1);
  });
});

async function scrape(
  events: TelemetryEvent[],
  sources: Partial<Parameters<typeof createPrometheusMetrics>[0]> = {},
) {
  const metrics = createPrometheusMetrics({ queueStats: async () => IDLE, ...sources });
  for (const event of events) metrics.record(event);
  const text = await metrics.render();
  metrics.close();
  const samples = new Map<string, number>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const match = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) (\S+)$/.exec(line);
    if (!match) throw new Error(`not a sample: ${line}`);
    samples.set(match[1] ?? "", Number(match[2]?.replace("Nan", "NaN")));
  }
  return samples;
}

describe("the metrics", () => {
  test("count photos, verdicts, retries and messages, and time the stages", async () => {
    const samples = await scrape([
      received(),
      received({ duplicate: true }),
      completed(),
      completed({ verdict: "pass" }),
      completed({ verdict: "pass" }),
      { event: "inspection-retried", inspectionId: "01A", attempt: 1, reason: "r", delayMs: 5 },
      { event: "message-sent", messageId: "m" },
      { event: "message-failed", messageId: "m", reason: "r", willRetry: true },
    ]);

    expect(Object.fromEntries(samples)).toMatchObject({
      partproof_photos_received_total: 1,
      partproof_duplicate_deliveries_total: 1,
      'partproof_inspections_total{verdict="fail",recipe="control-box",line="line-2"}': 1,
      'partproof_inspections_total{verdict="pass",recipe="control-box",line="line-2"}': 2,
      'partproof_stage_seconds_count{stage="recognize"}': 3,
      'partproof_stage_seconds_bucket{le="0.05",stage="recognize"}': 3,
      partproof_inspection_retries_total: 1,
      'partproof_messages_total{outcome="sent"}': 1,
      'partproof_messages_total{outcome="retried"}': 1,
      'partproof_messages_total{outcome="failed"}': 0,
    });
  });

  test("show the queue, the outbox, the event loop and the process", async () => {
    const samples = await scrape([], {
      queueStats: async () => ({ waiting: 3, inProgress: 1, dead: 2, oldestAgeMs: 4500 }),
      outboxCounts: async () => ({ waiting: 5, sending: 0, sent: 9, failed: 1, unconfirmed: 0 }),
    });

    expect(Object.fromEntries(samples)).toMatchObject({
      partproof_queue_waiting: 3,
      partproof_queue_in_progress: 1,
      partproof_queue_oldest_age_seconds: 4.5,
      partproof_dead_letters: 2,
      'partproof_messages_by_state{state="waiting"}': 5,
    });
    for (const quantile of ["0.5", "0.99", "1"]) {
      expect(
        samples.get(`partproof_event_loop_delay_seconds{quantile="${quantile}"}`),
      ).toBeGreaterThanOrEqual(0);
    }
    expect(samples.has("process_cpu_seconds_total")).toBe(true);
  });

  test("show a blocked event loop", async () => {
    const metrics = createPrometheusMetrics({ queueStats: async () => IDLE });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const until = performance.now() + 200;
    while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve, 50));

    const text = await metrics.render();
    metrics.close();

    expect(Number(/event_loop_delay_seconds\{quantile="1"\} (\S+)/.exec(text)?.[1])).toBeGreaterThan(0.15);
  });

  test("stay readable when the queue is not, and do not show an old number for it", async () => {
    const samples = await scrape([completed()], {
      queueStats: async () => {
        throw new Error("database is locked");
      },
    });

    expect(samples.get("partproof_queue_waiting")).toBeNaN();
    expect([...samples.keys()].some((key) => key.startsWith("partproof_inspections_total"))).toBe(true);
  });

  test("stay small however many lines and recipes somebody makes up", async () => {
    const events = Array.from({ length: 5000 }, (_, i) =>
      completed({
        source: { line: `line-${i}`, fileName: "a" },
        recipe: { id: `recipe-${i}`, version: i % 2 },
      }),
    );

    const samples = await scrape(events);

    const series = [...samples].filter(([key]) => key.startsWith("partproof_inspections_total"));
    expect(series.length).toBeLessThan(100);
    expect(series.reduce((sum, [, value]) => sum + value, 0)).toBe(5000);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { completed, received } from "../../../test/support/telemetry-events.ts";
import { PartproofError } from "../../domain/errors.ts";
import type { Finding } from "../../domain/inspection.ts";
import type { TelemetryEvent } from "../../ports/telemetry.ts";
import { METRIC_NAMESPACE, METRICS, metricService } from "./metric-names.ts";
import { createPowertoolsTelemetry } from "./powertools-telemetry.ts";

/** The embedded metric format as far as CloudWatch insists on it. */
const emfSchema = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int().positive(),
    CloudWatchMetrics: z
      .array(
        z.strictObject({
          Namespace: z.literal(METRIC_NAMESPACE),
          Dimensions: z.array(z.array(z.string()).max(30)).min(1),
          Metrics: z
            .array(z.strictObject({ Name: z.string(), Unit: z.enum(["Count", "Milliseconds"]) }))
            .min(1),
        }),
      )
      .length(1),
  }),
});

let lines: string[];
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      lines.push(...String(chunk).split("\n").filter(Boolean));
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

const telemetry = () => createPowertoolsTelemetry({ service: metricService("dev") });

function written(): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const log = () => written().filter((line) => !("_aws" in line));

/** Each sample under each of its dimension sets, such as `Inspections verdict=fail`; `service` is on all. */
function samples(): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of written().filter((one) => "_aws" in one)) {
    const [{ Dimensions, Metrics } = { Dimensions: [], Metrics: [] }] =
      emfSchema.parse(line)._aws.CloudWatchMetrics;
    for (const { Name } of Metrics) {
      for (const set of Dimensions) {
        expect(set).toContain("service");
        const values = set.filter((name) => name !== "service").map((name) => `${name}=${line[name]}`);
        const key = [Name, ...values].join(" ");
        found.set(key, (found.get(key) ?? 0) + z.number().parse(line[Name]));
      }
    }
  }
  return found;
}

describe("the metrics in CloudWatch", () => {
  test("count photos by line, recipe and client, each delivery once", () => {
    const { record } = telemetry();

    record(received({ client: "camera 1" }));
    record(received({ client: "camera 2" }));
    record(received({ client: "camera 1", duplicate: true }));

    expect(Object.fromEntries(samples())).toEqual({
      ImagesReceived: 2,
      "ImagesReceived line=line-2": 2,
      "ImagesReceived recipe=control-box": 2,
      "ImagesReceived client=camera 1": 1,
      "ImagesReceived client=camera 2": 1,
      DuplicateDeliveries: 1,
    });
  });

  test("count verdicts, time the steps, and count what recognition services bill", () => {
    const text: Finding = {
      label: "label",
      state: "present",
      expected: 2,
      seen: 2,
      unsure: 0,
      boxes: [],
      text: { expected: "LOT", lines: [] },
    };

    telemetry().record(
      completed({
        recognizer: { kind: "rekognition-labels", model: "general", version: "3.0" },
        textReader: { kind: "rekognition-text", model: "text", version: "3.0" },
        findings: [text, { ...text, text: undefined, expected: 4 }],
      }),
    );

    expect(Object.fromEntries(samples())).toEqual({
      Inspections: 1,
      "Inspections verdict=fail": 1,
      "Inspections recipe=control-box verdict=fail": 1,
      "Inspections line=line-2 verdict=fail": 1,
      TimeToVerdictMs: 2_500,
      InspectionMs: 80,
      "InspectionMs recipe=control-box": 80,
      StepMs: 80,
      "StepMs step=decode": 20,
      "StepMs step=recognize": 40,
      "StepMs step=judge": 1,
      "StepMs step=annotate": 15,
      "StepMs step=store": 4,
      RecognizerCalls: 3,
      "RecognizerCalls recognizer=rekognition-labels": 1,
      "RecognizerCalls recognizer=rekognition-text": 2,
    });
  });

  test("do not let rejected photos flatter the times", () => {
    telemetry().record(completed({ verdict: "rejected", recipe: { id: "made up", version: 0 } }));

    expect(Object.fromEntries(samples())).toEqual({
      Inspections: 1,
      "Inspections verdict=rejected": 1,
      "Inspections recipe=unknown verdict=rejected": 1,
      "Inspections line=line-2 verdict=rejected": 1,
      TimeToVerdictMs: 2_500,
    });
  });

  test.each<[TelemetryEvent, Record<string, number>]>([
    [{ event: "inspection-retried", inspectionId: "1", attempt: 1, reason: "r", delayMs: 5 }, { Retries: 1 }],
    [{ event: "inspection-buried", inspectionId: "1", attempts: 6, reason: "r" }, { Buried: 1 }],
    [{ event: "inspection-recovered", inspectionId: "1", sequence: 4 }, { Recovered: 1 }],
    [{ event: "message-sent", messageId: "m" }, { MessagesSent: 1 }],
    [{ event: "message-failed", messageId: "m", reason: "r", willRetry: true }, { MessagesRetried: 1 }],
    [{ event: "message-failed", messageId: "m", reason: "r", willRetry: false }, { MessagesFailed: 1 }],
    [{ event: "intake-paused", reason: "r" }, { IntakePaused: 1 }],
    [{ event: "intake-failed", fileName: "f", reason: "r" }, { IntakeFailed: 1 }],
    [{ event: "photos-reconciled", arrived: 9, unaccounted: 2, missing: ["a", "b"] }, { Unaccounted: 2 }],
    [{ event: "photos-reconciled", arrived: 9, unaccounted: 0, missing: [] }, { Unaccounted: 0 }],
    [
      { event: "evidence-verified", entries: 7, intact: true },
      { EvidenceEntriesVerified: 7, EvidenceFault: 0 },
    ],
    [
      { event: "evidence-verified", entries: 3, intact: false, reason: "altered" },
      { EvidenceEntriesVerified: 3, EvidenceFault: 1 },
    ],
  ])("of %o are these", (event, expected) => {
    telemetry().record(event);

    expect(Object.fromEntries(samples())).toEqual(expected);
  });

  test("are those of the table, and all of it is in use", () => {
    const { record, failed } = telemetry();

    record(received());
    record(received({ duplicate: true }));
    record(completed());
    record({ event: "inspection-retried", inspectionId: "1", attempt: 1, reason: "r", delayMs: 5 });
    record({ event: "inspection-buried", inspectionId: "1", attempts: 6, reason: "r" });
    record({ event: "inspection-recovered", inspectionId: "1", sequence: 4 });
    record({ event: "message-sent", messageId: "m" });
    for (const willRetry of [true, false])
      record({ event: "message-failed", messageId: "m", reason: "r", willRetry });
    record({ event: "intake-paused", reason: "r" });
    record({ event: "intake-failed", fileName: "f", reason: "r" });
    record({ event: "photos-reconciled", arrived: 9, unaccounted: 0, missing: [] });
    record({ event: "evidence-verified", entries: 7, intact: true });
    failed("do something", new Error("no"));

    const names = new Set([...samples().keys()].map((key) => key.split(" ")[0]));
    expect([...names].sort()).toEqual(
      Object.values(METRICS)
        .map(({ name }) => name)
        .sort(),
    );
  });

  test("stay few, whatever names come from outside, and never have a serial among their dimensions", () => {
    const { record } = telemetry();

    for (let n = 0; n < 200; n++) {
      const recipe = { id: `recipe-${n}`, version: 1 };
      record(received({ line: `line-${n}`, recipe, client: `kamera ü${n}\n` }));
      record(completed({ recipe, source: { line: `line-${n}`, serial: `SN-${n}`, fileName: "a.jpg" } }));
    }

    const keys = [...samples().keys()];
    expect(keys.filter((key) => key.startsWith("ImagesReceived line="))).toHaveLength(21);
    expect(keys.filter((key) => key.startsWith("ImagesReceived recipe="))).toHaveLength(51);
    expect(keys.filter((key) => key.startsWith("ImagesReceived client="))).toHaveLength(51);
    expect(keys.join("")).toMatch(/^[\x20-\x7e]*$/);
    expect(keys.join("")).not.toContain("SN-");
  });
});

describe("the log in CloudWatch", () => {
  test("has one JSON line an event, with the request and the inspection", () => {
    const { enter, record } = telemetry();
    enter({
      awsRequestId: "req-1",
      functionName: "inspect",
      functionVersion: "1",
      invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:inspect",
      memoryLimitInMB: "1024",
    } as Parameters<typeof enter>[0]);

    record(completed());

    expect(log()).toEqual([
      expect.objectContaining({
        level: "INFO",
        message: "inspection-completed",
        service: "partproof-dev",
        function_request_id: "req-1",
        inspectionId: "01A",
        verdict: "fail",
        recipe: "control-box@3",
      }),
    ]);
  });

  test("shows by its level what somebody must look at", () => {
    const { record } = telemetry();

    record({ event: "inspection-retried", inspectionId: "1", attempt: 1, reason: "r", delayMs: 5 });
    record({ event: "inspection-buried", inspectionId: "1", attempts: 6, reason: "r" });
    record({ event: "photos-reconciled", arrived: 9, unaccounted: 2, missing: ["a"] });
    record({ event: "photos-reconciled", arrived: 9, unaccounted: 0, missing: [] });

    expect(log().map(({ level }) => level)).toEqual(["WARN", "ERROR", "ERROR", "INFO"]);
  });

  test("keeps stack and causes of an unexpected error, and never a secret", () => {
    const cause = Object.assign(new Error("Authorization: Bearer hunter2hunter2"), {
      $response: { body: "hunter2" },
    });
    const error = new PartproofError("unavailable", "cannot reach smtp://robot:hunter2@mail:25", { cause });

    telemetry().failed("deliver a message", error, { token: "hunter2", messageId: "m" });

    expect(log()[0]).toMatchObject({
      level: "ERROR",
      message: "failed to deliver a message",
      messageId: "m",
      token: "[secret]",
      error: {
        type: "PartproofError",
        code: "unavailable",
        retryable: true,
        cause: { stack: expect.any(String) },
      },
    });
    expect(lines.join("")).not.toContain("hunter2");
  });

  test("is as quiet as it is told to be, and the metrics stay", () => {
    const { record } = createPowertoolsTelemetry({ service: metricService("dev"), logLevel: "error" });

    record(received());

    expect(log()).toEqual([]);
    expect(samples().get("ImagesReceived")).toBe(1);
  });
});

import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import {
  type AwsJsonServer,
  operation,
  ServiceFault,
  startAwsJsonServer,
} from "../../../test/support/aws-json-server.ts";
import type { Finding, Inspection } from "../../domain/inspection.ts";
import { createEventBridgePublisher, type InspectionCompleted } from "./event-bridge-publisher.ts";

const entrySchema = z.strictObject({
  EventBusName: z.literal("partproof-dev"),
  Source: z.string().min(1),
  DetailType: z.string().min(1),
  Time: z.number(),
  Detail: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

const finding = (changes: Partial<Finding> = {}): Finding => ({
  label: "screw",
  state: "missing",
  expected: 4,
  seen: 3,
  unsure: 0,
  confidence: 0.91,
  boxes: [{ left: 0.1, top: 0.1, width: 0.1, height: 0.1 }],
  ...changes,
});

const inspection = (changes: Partial<Inspection> = {}): Inspection => ({
  id: "01A",
  imageSha256: "ab",
  receivedAt: "2026-03-01T08:00:00.000Z",
  inspectedAt: "2026-03-01T08:00:01.000Z",
  source: { line: "line-2", serial: "SN1", fileName: "a.jpg" },
  recipe: { id: "control-box", version: 3 },
  detections: [],
  findings: [finding(), finding({ label: "led", state: "present" })],
  verdict: "fail",
  reasons: ["screw: missing, expected 4, seen 3"],
  timingsMs: { decode: 20, recognize: 40, judge: 1, annotate: 15, store: 4, total: 80 },
  evidence: { sequence: 7, originalKey: "", recordSha256: "", previousSha256: "", retainUntil: "" },
  dispositions: [],
  ...changes,
});

let bus: AwsJsonServer;
let events: EventBridgeClient;
afterEach(async () => {
  events.destroy();
  await bus.stop();
});

/** @param refuse what the bus says of an entry that it does not take */
async function arrange(refuse?: string) {
  const entries: Entry[] = [];
  const answer = refuse
    ? { FailedEntryCount: 1, Entries: [{ ErrorCode: refuse, ErrorMessage: "played by a test" }] }
    : { FailedEntryCount: 0, Entries: [{ EventId: "1" }] };
  bus = await startAwsJsonServer({
    "AWSEvents.PutEvents": operation(z.strictObject({ Entries: z.array(entrySchema) }), ({ Entries }) => {
      entries.push(...Entries);
      return answer;
    }),
  });
  events = new EventBridgeClient({ ...bus.client, maxAttempts: 1 });
  const publish = createEventBridgePublisher({ events, busName: "partproof-dev" });
  const detail = () => JSON.parse(entries[0]?.Detail ?? "{}") as InspectionCompleted;
  return { publish, entries, detail };
}

test("an event says which inspection, its verdict, and what is not as it should be", async () => {
  const { publish, entries, detail } = await arrange();

  await publish(inspection());

  expect(entries[0]).toMatchObject({
    Source: "partproof",
    DetailType: "inspection-completed",
    Time: Date.parse("2026-03-01T08:00:01.000Z") / 1000,
  });
  expect(detail()).toEqual({
    id: "01A",
    verdict: "fail",
    recipe: { id: "control-box", version: 3 },
    source: { line: "line-2", serial: "SN1", fileName: "a.jpg" },
    receivedAt: "2026-03-01T08:00:00.000Z",
    inspectedAt: "2026-03-01T08:00:01.000Z",
    timingsMs: { decode: 20, recognize: 40, judge: 1, annotate: 15, store: 4, total: 80 },
    findings: [{ label: "screw", state: "missing", expected: 4, seen: 3, unsure: 0, confidence: 0.91 }],
    reasons: ["screw: missing, expected 4, seen 3"],
    moreFindings: 0,
  });
});

test("an event of the largest inspection there can be stays below 200 KB, and says what is left out", async () => {
  const { publish, entries, detail } = await arrange();
  const wide = "\u{1f529}".repeat(50);
  const findings = Array.from({ length: 500 }, () => finding({ label: wide, name: wide }));
  const reasons = Array.from({ length: 500 }, () => "\u{1f529}".repeat(5_000));

  await publish(inspection({ findings, reasons, source: { fileName: "ü".repeat(1024) } }));

  expect(Buffer.byteLength(entries[0]?.Detail ?? "")).toBeLessThan(200_000);
  expect(detail()).toMatchObject({ moreFindings: 440 });
});

test.each([
  ["ThrottlingException", "unavailable", true],
  ["InternalFailure", "unavailable", true],
  ["NotAuthorizedForSourceException", "internal", false],
])(
  "an event that the bus refuses with %s is an error, although the call succeeded",
  async (code, ours, retryable) => {
    const { publish } = await arrange(code);

    const publishing = publish(inspection());

    await expect(publishing).rejects.toMatchObject({ code: ours, retryable });
    await expect(publishing).rejects.toThrow(code);
  },
);

test("a bus that is out of order is tried again later", async () => {
  const { publish } = await arrange();
  bus.failWith(new ServiceFault("InternalException", { status: 500 }));

  await expect(publish(inspection())).rejects.toMatchObject({ code: "unavailable", retryable: true });
});

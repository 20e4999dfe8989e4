import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { LambdaSchedules } from "./lambda-schedules.ts";
import { ServiceFunction } from "./service-function.ts";
import type { Settings } from "./settings.ts";
import { readEvidence, readTable, sealEvidence, writeTable } from "./store-access.ts";
import type { Surroundings } from "./surroundings.ts";

/** When a round through everything begins: in the night to Sunday, or to the first of the month. The hours go on with it. */
const FULL_CHECK = { weekly: "cron(40 2 ? * SUN *)", monthly: "cron(40 2 1 * ? *)" } as const;

/** A quarter of an hour after a shift ends: its last photos have a verdict by then. */
const AFTER_SHIFT_MINUTES = 15;
const DAY_MINUTES = 24 * 60;

function shiftReportsAt({ reports, shiftStarts }: Settings): string[] {
  if (!reports.split(",").includes("shift")) return [];
  return shiftStarts.split(",").map((start) => {
    const [hour = 0, minute = 0] = start.split(":").map(Number);
    const at = (hour * 60 + minute + AFTER_SHIFT_MINUTES) % DAY_MINUTES;
    return `cron(${at % 60} ${Math.floor(at / 60)} * * ? *)`;
  });
}

/** What the clock calls: the reports, the daily count of photos, and the check of the evidence. */
export class Report extends Construct {
  readonly report: ServiceFunction;
  readonly reconcile: ServiceFunction;
  readonly verify: ServiceFunction;

  constructor(scope: Construct, id: string, around: Surroundings & { failures: Queue }) {
    super(scope, id);
    const { settings, record, receive, failures } = around;
    this.report = new ServiceFunction(this, "Report", {
      ...around,
      entry: "report",
      description: "Makes the reports that are due, seals them and leaves their mails in the outbox",
      memoryMb: 1024,
      timeoutSeconds: 300,
      // Two at once would make the same report.
      reservedConcurrency: 1,
      layers: [around.sharpLayer],
      environment: {
        ...around.common,
        PARTPROOF_EVIDENCE_BUCKET: record.evidence.bucketName,
        PARTPROOF_LOCK_MODE: settings.lockMode,
        PARTPROOF_BASE_URL: around.baseUrl,
        PARTPROOF_REPORTS: settings.reports,
        PARTPROOF_SHIFT_STARTS: settings.shiftStarts,
      },
      may: [...writeTable(record), ...sealEvidence(record)],
    });
    this.reconcile = new ServiceFunction(this, "Reconcile", {
      ...around,
      entry: "reconcile",
      description:
        "Counts that every photo of a day became a verdict, rejected or a dead letter; wakes who waits",
      memoryMb: 512,
      timeoutSeconds: 300,
      environment: {
        ...around.common,
        PARTPROOF_INCOMING_BUCKET: receive.incoming.bucketName,
        PARTPROOF_QUEUE_URL: receive.queue.queueUrl,
      },
      may: [
        ...readTable(record),
        { actions: ["s3:ListBucket", "s3:ListBucketVersions"], resources: [receive.incoming.bucketArn] },
        { actions: ["sqs:SendMessage"], resources: [receive.queue.queueArn] },
      ],
    });
    this.verify = new ServiceFunction(this, "Verify", {
      ...around,
      entry: "verify",
      description: "Checks that evidence is as it was sealed",
      memoryMb: 1024,
      // The longest there is; what is not reached is checked from there on in the next hour.
      timeoutSeconds: 900,
      // Two checks at once would move the same checkpoint.
      reservedConcurrency: 1,
      environment: {
        ...around.common,
        PARTPROOF_EVIDENCE_BUCKET: record.evidence.bucketName,
        PARTPROOF_LOCK_MODE: settings.lockMode,
      },
      may: [...writeTable(record), ...readEvidence(record)],
    });
    const schedules = new LambdaSchedules(this, "Schedules", { deadLetters: failures });
    const { hour, minute } = settings.reportAt;
    schedules.every("DailyReport", `cron(${minute} ${hour} * * ? *)`, this.report, {}, settings.timeZone);
    for (const [i, at] of shiftReportsAt(settings).entries())
      schedules.every(`ShiftReport${i + 1}`, at, this.report, {}, settings.timeZone);
    // An hour after midnight in UTC, when late events of the day have come.
    schedules.every("DailyCount", "cron(0 1 * * ? *)", this.reconcile, {});
    schedules.every("WakeOverdue", "rate(5 minutes)", this.reconcile, { task: "wake" });
    schedules.every("HourlyCheck", "cron(20 * * * ? *)", this.verify, { from: "checkpoint" });
    const { fullCheck } = settings;
    if (fullCheck !== "off")
      schedules.every("FullCheck", FULL_CHECK[fullCheck], this.verify, { from: "start" });
  }
}

import { Stack } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { schedulerRole } from "./lambda-schedules.ts";
import { grant, type Permission } from "./permissions.ts";
import { ServiceFunction } from "./service-function.ts";
import type { Settings } from "./settings.ts";
import { minutesBefore, onDays } from "./shift-clock.ts";
import { readData, sealEvidence, writeTable } from "./store-access.ts";
import { photoEnvironment, type Surroundings } from "./surroundings.ts";
import { INSPECT_TIMEOUT_SECONDS } from "./time-limits.ts";

/** The Lambda that looks at photos, as many at once as the setting allows, and the clock of a Custom Labels model. */
export class Inspect extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, around: Surroundings & { failures: Queue }) {
    super(scope, id);
    const { settings, record, receive, notify } = around;
    const own = settings.recognizer === "own";
    this.function = new ServiceFunction(this, "Inspect", {
      ...around,
      entry: own ? "inspectOwn" : "inspect",
      description: "Looks at photos, judges them, seals evidence and records the verdict",
      // A Lambda gets processor time by its memory: 1769 MB is one processor. Our own recognizer uses two.
      memoryMb: own ? 3538 : 1769,
      timeoutSeconds: INSPECT_TIMEOUT_SECONDS,
      ...(own ? { diskMb: 1024 } : {}),
      layers: [around.sharpLayer],
      environment: {
        ...photoEnvironment(around),
        PARTPROOF_EVENT_BUS: notify.bus.eventBusName,
      },
      may: [
        {
          actions: ["s3:GetObject", "s3:GetObjectVersion"],
          resources: [receive.incoming.arnForObjects("incoming/*")],
          wildcardBecause: "Cameras name their photos.",
        },
        // So that a photo which is gone is not there, instead of denied.
        { actions: ["s3:ListBucket"], resources: [receive.incoming.bucketArn] },
        { actions: ["kms:Decrypt"], resources: [record.dataKey.keyArn] },
        ...sealEvidence(record),
        ...writeTable(record),
        ...notify.publishEvents(),
        { actions: ["sqs:SendMessage", "sqs:ChangeMessageVisibility"], resources: [receive.queue.queueArn] },
        { actions: ["sqs:SendMessage"], resources: [receive.deadLetters.queueArn] },
        ...(own ? readData(record, "models/") : []),
        ...recognize(this, settings),
      ],
    });
    this.function.handler.addEventSource(
      new SqsEventSource(receive.queue, {
        batchSize: own ? 1 : 2,
        maxConcurrency: settings.inspectConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    if (settings.customLabelsArn) scheduleModel(this, settings, around.failures);
  }
}

function recognize(scope: Construct, settings: Settings): Permission[] {
  const { partition, region, account } = Stack.of(scope);
  return [
    {
      actions: ["rekognition:DetectLabels", "rekognition:DetectText"],
      resources: ["*"],
      wildcardBecause: "Both read the photo in the request; Rekognition has no resource for them.",
    },
    settings.customLabelsArn
      ? { actions: ["rekognition:DetectCustomLabels"], resources: [settings.customLabelsArn] }
      : {
          actions: ["rekognition:DetectCustomLabels"],
          resources: [`arn:${partition}:rekognition:${region}:${account}:project/*/version/*/*`],
          wildcardBecause: "Recipes name models of this account; a new one must not need a new deployment.",
        },
  ];
}

/**
 * Starts the model before the shift and stops it after: while it runs it costs by the hour, photos or not. The clock
 * calls Rekognition itself, no Lambda between.
 */
function scheduleModel(scope: Construct, settings: Settings, deadLetters: Queue): void {
  const { customLabelsArn, shiftStart, shiftEnd } = settings;
  if (!customLabelsArn || !shiftStart || !shiftEnd) return;
  const clock = new Construct(scope, "ModelClock");
  const role = schedulerRole(clock);
  grant(role, [
    {
      actions: ["rekognition:StartProjectVersion", "rekognition:StopProjectVersion"],
      resources: [customLabelsArn],
    },
    { actions: ["sqs:SendMessage"], resources: [deadLetters.queueArn] },
  ]);
  const { partition } = Stack.of(scope);
  const call = (id: string, when: string, action: string, input: object) =>
    new CfnSchedule(clock, id, {
      description: `${action} for the shift`,
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: when,
      scheduleExpressionTimezone: settings.timeZone,
      target: {
        arn: `arn:${partition}:scheduler:::aws-sdk:rekognition:${action}`,
        roleArn: role.roleArn,
        input: JSON.stringify(input),
        deadLetterConfig: { arn: deadLetters.queueArn },
        // A model that cannot start at once, for want of room, may start a little later.
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
      },
    });
  const start = minutesBefore(shiftStart, settings.shiftDays, settings.startLeadMinutes);
  call("Start", start, "startProjectVersion", { ProjectVersionArn: customLabelsArn, MinInferenceUnits: 1 });
  const stop = onDays(shiftEnd, settings.shiftDays, endsNextDay(shiftStart, shiftEnd) ? 1 : 0);
  call("Stop", stop, "stopProjectVersion", { ProjectVersionArn: customLabelsArn });
}

function endsNextDay(
  start: { hour: number; minute: number },
  end: { hour: number; minute: number },
): boolean {
  return end.hour * 60 + end.minute <= start.hour * 60 + start.minute;
}

import type { Context } from "aws-lambda";
import { reportScheduleSchema } from "../../domain/report/report-schedule.ts";
import { keepDueReports } from "../../flow/keep-reports.ts";
import { recoverSealedEntries } from "../../flow/record-entry.ts";
import { renderReport } from "../../report-forms/render-report.ts";
import { dynamoClient, s3Client } from "../../wiring/aws-clients.ts";
import { readAwsConfig, TELLING } from "../../wiring/aws-config.ts";
import { watchAws, wireEvidence, wireTable } from "../../wiring/aws-parts.ts";
import { wireAws } from "../../wiring/wire-aws.ts";

const config = readAwsConfig(process.env, [
  ...["table", "evidenceBucket", "lockMode", "reports", "shiftStarts", ...TELLING, "stage", "logLevel"],
] as const);
const { telemetry, tracing } = watchAws(config);
const stores = wireTable(dynamoClient(tracing), config);
const platform = wireAws(
  { ...stores, ...wireEvidence(s3Client(tracing), config, stores.records), recognizers: {}, telemetry },
  config,
);
const schedules = config.reports.map((every) => ({
  // The clock of the stack says when, and a report that it asked for too early comes with its next call.
  ...reportScheduleSchema.parse({ every, delayMinutes: 0 }),
  name: every,
  timeZone: config.timeZone,
  shiftStarts: config.shiftStarts,
}));

/**
 * Makes every report that is due, however often it is called. The digest function mails what it leaves in the outbox, so
 * that one place alone counts mails.
 */
export async function handler(_event: unknown, context: Context): Promise<{ kept: string[] }> {
  telemetry.enter(context);
  // A run that died between sealing a report and recording it left that to the next one.
  await recoverSealedEntries(platform);
  return { kept: await keepDueReports(platform, schedules, renderReport) };
}

import type { Context } from "aws-lambda";
import { createS3ReportFiles } from "../../adapters/aws/s3-report-files.ts";
import { createSnsNotifier } from "../../adapters/aws/sns-notifier.ts";
import { composeReportMail } from "../../domain/compose-report-mail.ts";
import { reportInspections } from "../../flow/report-inspections.ts";
import { renderCsv } from "../../report-forms/csv-report.ts";
import { renderHtml } from "../../report-forms/html-report.ts";
import { dynamoClient, s3Client, snsClient } from "../../wiring/aws-clients.ts";
import { readAwsConfig } from "../../wiring/aws-config.ts";
import { watchAws, wireTable } from "../../wiring/aws-parts.ts";
import { dayBefore } from "./day-before.ts";

const config = readAwsConfig(process.env, ["table", "dataBucket", "qualityTopic", "stage", "logLevel"]);
const { telemetry, tracing } = watchAws(config);
const { records, queue, reviews } = wireTable(dynamoClient(tracing), config);
const files = createS3ReportFiles({ s3: s3Client(tracing), bucket: config.dataBucket });
const notifier = createSnsNotifier({ sns: snsClient(tracing), topicArn: config.qualityTopic });

/** Reports on yesterday, in UTC; an event may name another day, as `{"day":"2026-03-01"}`. */
export async function handler(event: unknown, context: Context): Promise<{ keys: string[] }> {
  telemetry.enter(context);
  const now = new Date();
  const { from, to, day } = dayBefore(now, event);
  const range = { from: from.toISOString(), to: to.toISOString() };
  const report = await reportInspections({ records, queue, reviews }, range);
  const keys = [
    await files.put(`${day}.html`, renderHtml(report, "en"), "text/html; charset=utf-8"),
    await files.put(`${day}.csv`, renderCsv(report), "text/csv; charset=utf-8"),
  ];
  const links = keys.map((key) => consoleLink(config.dataBucket, key));
  await notifier.send(composeReportMail(report, { links, createdAt: now.toISOString() }));
  return { keys };
}

/** For whoever may read the bucket. A link that needs no account would open the report to everybody who gets the mail on. */
function consoleLink(bucket: string, key: string): string {
  return `https://console.aws.amazon.com/s3/object/${bucket}?prefix=${encodeURIComponent(key)}`;
}

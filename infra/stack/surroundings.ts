import type { LayerVersion } from "aws-cdk-lib/aws-lambda";
import type { Notify } from "./notify.ts";
import type { Receive } from "./receive.ts";
import type { RecordStep } from "./record.ts";
import type { FunctionCode } from "./service-function.ts";
import type { Settings } from "./settings.ts";

/** Environment of the functions that take photos in: where they, their evidence and their models are. */
export function photoEnvironment({ settings, record, receive, baseUrl, common }: Surroundings) {
  return {
    ...common,
    PARTPROOF_BASE_URL: baseUrl,
    PARTPROOF_CHANNELS: settings.channels,
    PARTPROOF_EVIDENCE_BUCKET: record.evidence.bucketName,
    PARTPROOF_LOCK_MODE: settings.lockMode,
    PARTPROOF_INCOMING_BUCKET: receive.incoming.bucketName,
    PARTPROOF_DATA_BUCKET: record.data.bucketName,
    PARTPROOF_QUEUE_URL: receive.queue.queueUrl,
    PARTPROOF_DEAD_LETTER_URL: receive.deadLetters.queueUrl,
  };
}

/** What the functions of all steps are built from. */
export type Surroundings = {
  settings: Settings;
  functionCode: FunctionCode;
  sharpLayer: LayerVersion;
  record: RecordStep;
  receive: Receive;
  notify: Notify;
  /** Where people reach Partproof; the start of links in mails. */
  baseUrl: string;
  /** Environment that every function has. */
  common: { [name: string]: string };
};

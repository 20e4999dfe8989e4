import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Api } from "./api.ts";
import type { Channels } from "./channels.ts";
import type { Notify } from "./notify.ts";
import type { Receive } from "./receive.ts";
import type { RecordStep } from "./record.ts";
import type { ServiceFunction } from "./service-function.ts";
import type { Settings } from "./settings.ts";

/** What the dashboard and the alarms look at. */
export type Watched = {
  settings: Settings;
  receive: Receive;
  record: RecordStep;
  notify: Notify;
  /** Where there are channels beside mail. */
  channels?: Channels;
  api: Api;
  failures: Queue;
  functions: Readonly<{
    Inspect: ServiceFunction;
    Http: ServiceFunction;
    Authorizer: ServiceFunction;
    Digest: ServiceFunction;
    Channels?: ServiceFunction;
    Report: ServiceFunction;
    Reconcile: ServiceFunction;
    Verify: ServiceFunction;
  }>;
};

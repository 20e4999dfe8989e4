import type { LayerVersion } from "aws-cdk-lib/aws-lambda";
import type { Notify } from "./notify.ts";
import type { Receive } from "./receive.ts";
import type { RecordStep } from "./record.ts";
import type { FunctionCode } from "./service-function.ts";
import type { Settings } from "./settings.ts";

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

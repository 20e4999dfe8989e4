import type { Context } from "aws-lambda";
import { z } from "zod";
import { type Verification, verifyEvidence } from "../../flow/verify-evidence.ts";
import { verifyOnward } from "../../flow/verify-onward.ts";
import { dynamoClient, s3Client } from "../../wiring/aws-clients.ts";
import { readAwsConfig } from "../../wiring/aws-config.ts";
import { watchAws, wireEvidence, wireTable } from "../../wiring/aws-parts.ts";

/** Left for saying what was found: a Lambda whose time is up says nothing. */
const SPARE_MS = 30_000;

const eventSchema = z.object({ from: z.enum(["checkpoint", "start"]).default("checkpoint") });

const config = readAwsConfig(process.env, ["table", "evidenceBucket", "lockMode", "stage", "logLevel"]);
const { telemetry, tracing } = watchAws(config);
const { records, checkpoints } = wireTable(dynamoClient(tracing), config);
const vault = {
  ...{ records, telemetry, now: () => new Date() },
  ...wireEvidence(s3Client(tracing), config, records),
};

/**
 * Checks what was sealed since the last check, or with `{"from":"start"}` everything from the start, as far as its time
 * allows. `head` in its answer says how far it came.
 */
export async function handler(event: unknown, context: Context): Promise<Verification> {
  telemetry.enter(context);
  const { from } = eventSchema.parse(event ?? {});
  const mustStop = () => context.getRemainingTimeInMillis() < SPARE_MS;
  if (from === "start") return verifyEvidence(vault, { mustStop });
  return verifyOnward(vault, checkpoints, mustStop);
}

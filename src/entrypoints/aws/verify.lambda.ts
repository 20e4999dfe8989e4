import type { Context } from "aws-lambda";
import { z } from "zod";
import type { Verification } from "../../flow/verify-evidence.ts";
import { verifyOnward } from "../../flow/verify-onward.ts";
import { verifyRound } from "../../flow/verify-round.ts";
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
 * Checks what was sealed since the last check. In the time that is left it goes on with the round under way, a check of
 * everything from the start, and with `{"from":"start"}` it begins one when none is. `head` says how far each came.
 */
export async function handler(
  event: unknown,
  context: Context,
): Promise<{ recent: Verification; round?: Verification }> {
  telemetry.enter(context);
  const { from } = eventSchema.parse(event ?? {});
  const mustStop = () => context.getRemainingTimeInMillis() < SPARE_MS;
  const recent = await verifyOnward(vault, checkpoints, mustStop);
  const round = recent.complete
    ? await verifyRound(vault, checkpoints, { begin: from === "start", mustStop })
    : undefined;
  return { recent, ...(round ? { round } : {}) };
}

import { CognitoJwtVerifier } from "aws-jwt-verify";
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent, Context } from "aws-lambda";
import { dynamoClient } from "../../wiring/aws-clients.ts";
import { readAwsConfig } from "../../wiring/aws-config.ts";
import { watchAws, wireTable } from "../../wiring/aws-parts.ts";
import { authorize } from "./authorize.ts";

const config = readAwsConfig(process.env, [
  ...["table", "userPoolId", "userPoolClientId", "usageKey", "stage", "logLevel"],
] as const);
const { telemetry, tracing } = watchAws(config);
const { tokens } = wireTable(dynamoClient(tracing), config);
const { userPoolId, userPoolClientId: clientId, usageKey } = config;
// Keeps the pool's public keys, and fetches them again when a token names a new one.
const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: null });

/** Tells API Gateway who calls. */
export async function handler(
  event: APIGatewayRequestAuthorizerEvent,
  context: Context,
): Promise<APIGatewayAuthorizerResult> {
  telemetry.enter(context);
  return authorize({ tokens, verifyJwt: (token) => verifier.verify(token), usageKey }, event);
}

import { createDynamoTokenStore } from "../../adapters/aws/dynamo-token-store.ts";
import type { TokenStore } from "../../ports/token-store.ts";
import { dynamoClient, UNTRACED } from "../../wiring/aws-clients.ts";

/**
 * The tokens of a deployed system, to be kept from anywhere. Needs the role `Tokens` of the stack. Region, credentials
 * and endpoints are the SDK's affair.
 */
export function openTokens(table: string): TokenStore {
  return createDynamoTokenStore({ dynamo: dynamoClient(UNTRACED), table });
}

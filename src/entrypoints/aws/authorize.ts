import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { z } from "zod";
import type { Principal, Role, TokenStore } from "../../ports/token-store.ts";
import { bearerOf, findByHeader } from "../http-api/identify-by-token.ts";

/** What the user pool says of a person, once the signature, the pool and the client are checked. */
const claimsSchema = z.object({
  "cognito:groups": z.array(z.string()).default([]),
  email: z.string().optional(),
  username: z.string().optional(),
  "cognito:username": z.string().optional(),
});

/** A person in several groups has the first of these. */
const PRECEDENCE: readonly Role[] = ["admin", "quality", "inspector", "auditor", "support", "camera"];

export type AuthorizerDeps = {
  tokens: Pick<TokenStore, "find">;
  /** @returns the claims of a token of our user pool; throws for any other */
  verifyJwt(token: string): Promise<unknown>;
  /** Of the usage plan that counts this API's callers. */
  usageKey?: string | undefined;
};

/**
 * Who calls: the holder of a token of ours, or a person of the user pool.
 * @throws Error "Unauthorized", which API Gateway takes for 401, when it is neither
 */
export async function authorize(
  deps: AuthorizerDeps,
  event: Pick<APIGatewayRequestAuthorizerEvent, "headers" | "methodArn">,
): Promise<APIGatewayAuthorizerResult> {
  const principal = await identify(deps, headerOf(event.headers, "authorization") ?? "");
  if (!principal) throw new Error("Unauthorized");
  return {
    principalId: principal.name,
    policyDocument: {
      Version: "2012-10-17",
      // The answer is kept for a minute for all routes; which of them a role may call, the application decides.
      Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: stageOf(event.methodArn) }],
    },
    context: { name: principal.name, role: principal.role },
    ...(deps.usageKey ? { usageIdentifierKey: deps.usageKey } : {}),
  };
}

async function identify(deps: AuthorizerDeps, authorization: string): Promise<Principal | undefined> {
  const token = bearerOf(authorization);
  if (token === undefined) return undefined;
  // A JWT has three parts; a token of ours has none.
  if (!token.includes(".")) return findByHeader(deps.tokens, authorization);
  const claims = claimsSchema.safeParse(await deps.verifyJwt(token).catch(() => undefined));
  if (!claims.success) return undefined;
  const { "cognito:groups": groups, email, username, "cognito:username": pooled } = claims.data;
  const role = PRECEDENCE.find((one) => groups.includes(one));
  const name = email ?? pooled ?? username;
  return role && name ? { name, role } : undefined;
}

function headerOf(headers: APIGatewayRequestAuthorizerEvent["headers"], name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** `arn:aws:execute-api:eu-central-1:111111111111:abc/prod/GET/v1/images` → `…:abc/prod/*` */
function stageOf(methodArn: string): string {
  return `${methodArn.split("/").slice(0, 2).join("/")}/*`;
}

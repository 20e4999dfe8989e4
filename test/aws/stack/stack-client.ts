import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayAuthorizerResult, APIGatewayProxyResult } from "aws-lambda";
import { createDynamoTokenStore } from "../../../src/adapters/aws/dynamo-token-store.ts";
import type { Role } from "../../../src/ports/token-store.ts";
import type { RunningStack } from "./run-stack.ts";

const ARN = "arn:aws:execute-api:us-east-1:111111111111:api/dev";

/** Calls the API of a running stack as API Gateway does: the authorizer first, then the function with its answer. */
export function stackClient(stack: RunningStack) {
  const table = stack.nameOf("Record", "AWS::DynamoDB::Table");
  const tokens = createDynamoTokenStore({ dynamo: DynamoDBDocumentClient.from(stack.dynamo), table });
  const secrets = new Map<Role, Promise<string>>();

  function tokenFor(role: Role): Promise<string> {
    const known =
      secrets.get(role) ??
      tokens.create({ name: `a ${role}`, role }, new Date().toISOString()).then(({ secret }) => secret);
    secrets.set(role, known);
    return known;
  }

  return {
    /** @throws Error "Unauthorized", as the authorizer does for a token that it does not know */
    async call(role: Role | { token: string }, method: string, path: string, body?: unknown) {
      const token = typeof role === "string" ? await tokenFor(role) : role.token;
      const headers = {
        Authorization: `Bearer ${token}`,
        ...(body ? { "Content-Type": "application/json" } : {}),
      };
      const { pathname, searchParams } = new URL(path, "http://localhost");
      const allowed = (await stack.lambda("ApiAuthorizer").invoke({
        type: "REQUEST",
        methodArn: `${ARN}/${method}${pathname}`,
        headers,
      })) as APIGatewayAuthorizerResult;
      const answer = (await stack.lambda("ApiHttp").invoke({
        resource: "/{proxy+}",
        path: pathname,
        httpMethod: method,
        headers,
        multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]])),
        queryStringParameters: Object.fromEntries(searchParams),
        multiValueQueryStringParameters: Object.fromEntries([...searchParams].map(([k, v]) => [k, [v]])),
        pathParameters: null,
        stageVariables: null,
        requestContext: {
          accountId: "111111111111",
          apiId: "api",
          httpMethod: method,
          path: pathname,
          stage: "dev",
          requestId: "request",
          resourcePath: "/{proxy+}",
          identity: { sourceIp: "192.0.2.1" },
          authorizer: { ...allowed.context, principalId: allowed.principalId },
        },
        body: body === undefined ? null : JSON.stringify(body),
        isBase64Encoded: false,
      })) as APIGatewayProxyResult;
      const content = Buffer.from(answer.body, answer.isBase64Encoded ? "base64" : "utf8");
      const text = content.toString("utf8");
      const isJson = /json/.test(
        String(answer.headers?.["content-type"] ?? answer.multiValueHeaders?.["content-type"]),
      );
      return { status: answer.statusCode, content, body: isJson ? JSON.parse(text) : text };
    },
  };
}

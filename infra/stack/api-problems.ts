import { ResponseType, type RestApi } from "aws-cdk-lib/aws-apigateway";

/** What API Gateway refuses by itself looks like what the application refuses: application/problem+json, RFC 9457. */
const PROBLEMS: { id: string; type: ResponseType; status: number; title: string; detail: string }[] = [
  {
    id: "TooLarge",
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    title: "Content Too Large",
    detail: "A request carries about 4.5 MB of photo. Ask POST /v1/uploads for an address to upload it to.",
  },
  {
    id: "BadBody",
    type: ResponseType.BAD_REQUEST_BODY,
    status: 400,
    title: "Bad Request",
    // API Gateway's own words are not put in: they hold what the caller sent, and no escaping is promised.
    detail: "The body is not JSON, or lacks a field. GET /openapi.json says what is expected.",
  },
  {
    id: "Unauthorized",
    type: ResponseType.UNAUTHORIZED,
    status: 401,
    title: "Unauthorized",
    detail: "Send a header Authorization: Bearer with a token of Partproof or of its user pool.",
  },
  {
    id: "AccessDenied",
    type: ResponseType.ACCESS_DENIED,
    status: 403,
    title: "Forbidden",
    detail: "You may not call this.",
  },
  {
    id: "Throttled",
    type: ResponseType.THROTTLED,
    status: 429,
    title: "Too Many Requests",
    detail: "More calls a second than this deployment takes. Try again after a second.",
  },
  {
    id: "QuotaExceeded",
    type: ResponseType.QUOTA_EXCEEDED,
    status: 429,
    title: "Too Many Requests",
    detail: "The calls of this day are used up. The setting apiCallsPerDay raises them.",
  },
  {
    id: "Other4xx",
    type: ResponseType.DEFAULT_4XX,
    status: 400,
    title: "Refused",
    detail: "API Gateway refused the request before it came to Partproof.",
  },
  {
    id: "Other5xx",
    type: ResponseType.DEFAULT_5XX,
    status: 500,
    title: "Internal Server Error",
    detail: "Something failed on the way to Partproof. Try again; the access log has the request id.",
  },
];

export function answerProblems(rest: RestApi): void {
  for (const { id, type, status, title, detail } of PROBLEMS) {
    // The defaults stand for many statuses, which stay as they are.
    const known = !id.startsWith("Other");
    const body = { title, ...(known ? { status } : {}), detail, requestId: "$context.requestId" };
    rest.addGatewayResponse(id, {
      type,
      ...(known ? { statusCode: String(status) } : {}),
      responseHeaders: {
        "Content-Type": "'application/problem+json'",
        ...(status === 429 ? { "Retry-After": "'1'" } : {}),
      },
      templates: { "application/json": JSON.stringify(body) },
    });
  }
}

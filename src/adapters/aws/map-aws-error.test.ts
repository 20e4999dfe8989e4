import { S3ServiceException } from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { PartproofError } from "../../domain/errors.ts";
import { asAwsError } from "./map-aws-error.ts";

function answered(name: string, httpStatusCode: number): S3ServiceException {
  return new S3ServiceException({
    name,
    $fault: httpStatusCode < 500 ? "client" : "server",
    $metadata: { httpStatusCode, requestId: "REQ-1" },
    message: "User: arn:aws:sts::123456789012:assumed-role/inspect is not authorized",
  });
}

it.each([
  ["SlowDown", 503],
  ["ThrottlingException", 400],
  ["ProvisionedThroughputExceededException", 400],
  ["TooManyRequestsException", 429],
  ["KMS.ThrottlingException", 400],
  ["InternalError", 500],
  ["InternalServerError", 500],
  ["RequestTimeout", 400],
  ["ExpiredToken", 400],
  ["RequestTimeTooSkewed", 403],
  ["OperationAborted", 409],
  ["UnheardOf", 502],
])("%s with status %d passes by itself: the work is retried", (name, status) => {
  const mapped = asAwsError(answered(name, status), "store a photo");

  expect(mapped).toMatchObject({ code: "unavailable", retryable: true });
});

it.each([
  ["AccessDenied", 403, "internal"],
  ["AccessDeniedException", 400, "internal"],
  ["AuthorizationError", 403, "internal"],
  ["UnknownError", 403, "internal"],
  ["SignatureDoesNotMatch", 403, "internal"],
  ["NoSuchBucket", 404, "internal"],
  ["ResourceNotFoundException", 400, "internal"],
  ["ValidationException", 400, "internal"],
  ["NoSuchKey", 404, "not-found"],
  ["NotFound", 404, "not-found"],
  ["PreconditionFailed", 412, "conflict"],
  ["ConditionalCheckFailedException", 400, "conflict"],
  ["EntityTooLarge", 400, "too-large"],
])("%s with status %d does not pass by itself: %s", (name, status, code) => {
  const mapped = asAwsError(answered(name, status), "store a photo");

  expect(mapped).toMatchObject({ code, retryable: false });
});

it("says what to do at a terminal that is not signed in, or names no region", () => {
  const signedOut = Object.assign(new Error("Could not load credentials"), {
    name: "CredentialsProviderError",
  });

  expect(asAwsError(signedOut, "list tokens")).toMatchObject({
    retryable: true,
    message: expect.stringContaining("set AWS_PROFILE or sign in"),
  });
  expect(asAwsError(new Error("Region is missing"), "list tokens")).toMatchObject({
    code: "invalid-input",
    message: expect.stringContaining("Set AWS_REGION"),
  });
});

it("says what was tried, the name and the request, and keeps the text of AWS for the log", () => {
  const error = answered("AccessDenied", 403);

  const mapped = asAwsError(error, "store a photo");

  expect(mapped.message).toMatch(
    /^AWS could not store a photo \(AccessDenied, status 403, request REQ-1\)\. /,
  );
  expect(mapped.message).not.toContain("123456789012");
  expect(mapped.cause).toBe(error);
});

it.each(["ECONNREFUSED", "ENOTFOUND", "ECONNRESET"])("without an answer (%s) the work is retried", (code) => {
  const mapped = asAwsError(Object.assign(new Error("connect"), { code }), "store a photo");

  expect(mapped).toMatchObject({ code: "unavailable", retryable: true });
});

it.each(["TimeoutError", "AbortError", "CredentialsProviderError"])("a %s is retried", (name) => {
  const mapped = asAwsError(Object.assign(new Error("no answer in time"), { name }), "store a photo");

  expect(mapped).toMatchObject({ code: "unavailable", retryable: true });
});

it("what is ours already, or has nothing to do with AWS, is not dressed up as a fault of AWS", () => {
  const ours = new PartproofError("damaged", "The photo is damaged.");
  const other = Object.assign(new Error("no such user"), { name: "NotFound" });

  expect(asAwsError(ours, "store a photo")).toBe(ours);
  expect(asAwsError(other, "store a photo")).toMatchObject({ code: "internal", cause: other });
  expect(asAwsError("a string", "store a photo")).toMatchObject({ code: "internal" });
  expect(asAwsError(Object.assign(new Error("full"), { code: "ENOSPC" }), "store a photo").code).toBe(
    "storage-full",
  );
});

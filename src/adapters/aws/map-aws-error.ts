import { asPartproofError, type ErrorCode, PartproofError } from "../../domain/errors.ts";

/** What a kind of failure means to us, and what a person can do about it. */
type Meaning = { code: ErrorCode; retryable: boolean; advice: string };

const OVERWHELMED: Meaning = {
  code: "unavailable",
  retryable: true,
  advice: "AWS asks for fewer calls at once. The work is kept and retried.",
};
const OUT_OF_REACH: Meaning = {
  code: "unavailable",
  retryable: true,
  advice: "The service did not answer as it should. The work is kept and retried.",
};
const NO_CREDENTIALS: Meaning = {
  code: "unavailable",
  retryable: true,
  advice:
    "There are no credentials for AWS, or they could not be renewed. At a terminal set AWS_PROFILE or sign in; a function gets its own by its role.",
};
const NO_REGION: Meaning = {
  code: "invalid-input",
  retryable: false,
  advice: "Set AWS_REGION to the region of the stack.",
};
const DENIED: Meaning = {
  code: "internal",
  retryable: false,
  advice:
    "Access was denied. Check the role of this function and the policies of what it uses; the log says which.",
};
const NOT_DEPLOYED: Meaning = {
  code: "internal",
  retryable: false,
  advice: "What it should use does not exist. Check that the stack is deployed and its settings name it.",
};
const NOT_FOUND: Meaning = { code: "not-found", retryable: false, advice: "It is not there." };
const CONFLICT: Meaning = {
  code: "conflict",
  retryable: false,
  advice: "Somebody else changed it first. Read it again and decide anew.",
};
const TOO_LARGE: Meaning = { code: "too-large", retryable: false, advice: "It is larger than AWS takes." };
const REFUSED: Meaning = {
  code: "internal",
  retryable: false,
  advice: "AWS does not accept the request; the log says why. This is a fault in Partproof or its settings.",
};

/** By the name of the error, which says more than its status. The first that fits. */
const BY_NAME: readonly [RegExp, Meaning][] = [
  [
    /thrott|slowdown|toomanyrequests|requestlimitexceeded|provisionedthroughputexceeded|^limitexceeded|bandwidthlimit|priorrequestnotcomplete/i,
    OVERWHELMED,
  ],
  // Credentials and clocks are renewed; the same call succeeds with the next ones.
  [/^expiredtoken|^requestexpired|requesttimetooskewed/i, OUT_OF_REACH],
  [
    /^(requesttimeout|timeout|abort|internal|serviceunavailable|operationaborted|conditionalrequestconflict)/i,
    OUT_OF_REACH,
  ],
  [/^(nosuchbucket|resourcenotfound|queuedoesnotexist|.*nonexistentqueue|notfoundexception)/i, NOT_DEPLOYED],
  [/^(nosuchkey|nosuchversion|notfound)$/i, NOT_FOUND],
  [
    /accessdenied|unauthorized|authorizationerror|^forbidden|invalidaccesskeyid|signature|unrecognizedclient/i,
    DENIED,
  ],
  [/^(preconditionfailed|conditionalcheckfailed)/i, CONFLICT],
  [/^(entitytoolarge|requestentitytoolarge)/i, TOO_LARGE],
];

/** Between us and AWS, before any answer. */
const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/**
 * What an AWS SDK call threw, as one of ours. The text of AWS stays in the cause: it may hold account ids, roles
 * and keys, and our message is shown to users; it carries the name of the error and the id of the request.
 * @param doing what was tried, to stand after "AWS could not", such as `store photo ab/….jpg`
 * @returns a PartproofError as it came; `unavailable` and retryable for throttling, outages, timeouts and missing
 *   credentials; `invalid-input` without a region; `internal` and not retryable for denied access, missing resources and refused requests;
 *   `not-found`, `conflict`, `too-large`; what did not come from AWS as by {@link asPartproofError}
 */
export function asAwsError(error: unknown, doing: string): PartproofError {
  if (error instanceof PartproofError || !(error instanceof Error)) return asPartproofError(error);
  const meaning = meaningOf(error);
  if (meaning === undefined) return asPartproofError(error);
  return new PartproofError(meaning.code, `AWS could not ${doing} (${traceOf(error)}). ${meaning.advice}`, {
    cause: error,
    retryable: meaning.retryable,
  });
}

/** The HTTP status of the answer that an SDK call threw; undefined when there was none. */
export function awsStatus(error: unknown): number | undefined {
  return metadataOf(error)?.httpStatusCode;
}

function meaningOf(error: Error): Meaning | undefined {
  const status = awsStatus(error);
  if (status === undefined) {
    // Without an answer only the SDK's own names and those of the network count: any library has a "NotFound".
    if ("code" in error && typeof error.code === "string" && NETWORK.test(error.code)) return OUT_OF_REACH;
    if (error.name === "CredentialsProviderError") return NO_CREDENTIALS;
    // The SDK gives this one no name.
    if (error.message === "Region is missing") return NO_REGION;
    return /^(TimeoutError|AbortError)$/.test(error.name) ? OUT_OF_REACH : undefined;
  }
  return BY_NAME.find(([name]) => name.test(error.name))?.[1] ?? byStatus(error, status);
}

/** For names nobody knows, and for answers to HEAD, which have no body and so no name. */
function byStatus(error: Error, status: number): Meaning {
  if (status === 429) return OVERWHELMED;
  // The SDK puts the field on every error; only its value is a promise of the service.
  if (status >= 500 || ("$retryable" in error && error.$retryable !== undefined)) return OUT_OF_REACH;
  if (status === 401 || status === 403) return DENIED;
  if (status === 404) return NOT_FOUND;
  if (status === 409) return OUT_OF_REACH;
  if (status === 412) return CONFLICT;
  return status === 413 ? TOO_LARGE : REFUSED;
}

function traceOf(error: Error): string {
  const { httpStatusCode, requestId } = metadataOf(error) ?? {};
  const status = httpStatusCode === undefined ? "" : `, status ${httpStatusCode}`;
  return `${error.name}${status}${requestId === undefined ? "" : `, request ${requestId}`}`;
}

function metadataOf(error: unknown): { httpStatusCode?: number; requestId?: string } | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  return error.$metadata as { httpStatusCode?: number; requestId?: string };
}

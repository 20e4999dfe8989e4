import { asPartproofError, type ErrorCode, UnusablePhotoError } from "../../domain/errors.ts";

/** The errors of the service's wire format that we answer with, and their HTTP status there. */
const STATUS = {
  AccessDeniedException: 400,
  IncompleteSignatureException: 400,
  InvalidImageFormatException: 400,
  ImageTooLargeException: 400,
  InvalidPaginationTokenException: 400,
  InvalidParameterException: 400,
  InvalidS3ObjectException: 400,
  InvalidSignatureException: 400,
  LimitExceededException: 400,
  MissingAuthenticationTokenException: 400,
  ProvisionedThroughputExceededException: 400,
  ResourceInUseException: 400,
  ResourceNotFoundException: 400,
  ResourceNotReadyException: 400,
  SerializationException: 400,
  UnknownOperationException: 400,
  UnrecognizedClientException: 400,
  ValidationException: 400,
  RequestEntityTooLargeException: 413,
  InternalServerError: 500,
  ThrottlingException: 500,
  ServiceUnavailableException: 503,
} as const;
export type WireErrorName = keyof typeof STATUS;

/** A refusal in the words of the wire format; the message is for a person. */
export class WireError extends Error {
  override readonly name: WireErrorName;
  readonly status: number;

  constructor(name: WireErrorName, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = name;
    this.status = STATUS[name];
  }
}

/** The one place where the codes of our errors become the service's. */
const NAMES: Record<ErrorCode, WireErrorName> = {
  "invalid-input": "InvalidParameterException",
  unauthorized: "UnrecognizedClientException",
  forbidden: "AccessDeniedException",
  "not-found": "ResourceNotFoundException",
  conflict: "ResourceInUseException",
  "worse-recipe": "ResourceInUseException",
  "too-large": "ImageTooLargeException",
  "too-many-attempts": "ThrottlingException",
  overloaded: "ThrottlingException",
  unavailable: "ThrottlingException",
  "storage-full": "ServiceUnavailableException",
  "evidence-locked": "AccessDeniedException",
  damaged: "InternalServerError",
  internal: "InternalServerError",
};

/** Anything thrown as an error of the wire; of what is internal, a client learns nothing but that it was. */
export function asWireError(thrown: unknown): WireError {
  if (thrown instanceof WireError) return thrown;
  if (thrown instanceof UnusablePhotoError) return fromPhoto(thrown);
  const error = asPartproofError(thrown);
  return new WireError(NAMES[error.code], error.message, { cause: thrown });
}

function fromPhoto(error: UnusablePhotoError): WireError {
  switch (error.reason) {
    case "too-many-bytes":
    case "too-many-pixels":
      return new WireError("ImageTooLargeException", error.message, { cause: error });
    // The service says no more than that a parameter is wrong; the name is the same, the message says what.
    case "too-small":
    case "extreme-aspect":
      return new WireError("InvalidParameterException", error.message, { cause: error });
    default:
      return new WireError("InvalidImageFormatException", error.message, { cause: error });
  }
}

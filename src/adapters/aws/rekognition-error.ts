import { PartproofError, UnusablePhotoError } from "../../domain/errors.ts";
import { asAwsError } from "./map-aws-error.ts";

/** Starting a stopped model takes minutes; asking more often only uses up a photo's tries. */
const MODEL_START_MS = 5 * 60_000;

/**
 * What a Rekognition call threw.
 * @param doing as for {@link asAwsError}
 * @returns UnusablePhotoError where the service will never take this photo, else a PartproofError
 */
export function asRekognitionError(error: unknown, doing: string): Error {
  if (!(error instanceof Error) || !isAboutPhoto(error)) return asAwsError(error, doing);
  // Only the name is shown: the text of AWS may hold account ids. It stays in the cause, for the log.
  return new UnusablePhotoError(
    "refused-by-recognizer",
    `Amazon Rekognition does not take this photo (${error.name}). Look at it; hand in a new one, or use another recognizer.`,
    { cause: error },
  );
}

/** As {@link asRekognitionError}, for calls that name a model. @param model its ARN */
export function asModelError(error: unknown, model: string, doing: string): Error {
  if (!(error instanceof Error)) return asAwsError(error, doing);
  if (error.name === "ResourceNotReadyException") return modelStopped(error, model);
  if (error.name === "ResourceNotFoundException" || isAboutModel(error)) {
    return new PartproofError(
      "not-found",
      `Amazon Rekognition has no Custom Labels model ${model} here. Correct the recipe's recognizer.model, or give this stack's account the model.`,
      { cause: error },
    );
  }
  return asRekognitionError(error, doing);
}

function modelStopped(cause: Error, model: string): PartproofError {
  return new PartproofError(
    "unavailable",
    `The Custom Labels model is stopped: ${model}. Put its start and stop on the stack's schedule, or start it now (it costs money while it runs): ` +
      `aws rekognition start-project-version --min-inference-units 1 --project-version-arn ${model}. Photos are kept and retried every 5 minutes for a while.`,
    { cause, retryAfterMs: MODEL_START_MS },
  );
}

/**
 * All else in our requests is constant or was checked, so a parameter that is not valid can only be the photo, such as
 * one whose size the service does not take.
 */
function isAboutPhoto(error: Error): boolean {
  return (
    error.name === "InvalidImageFormatException" ||
    error.name === "ImageTooLargeException" ||
    error.name === "InvalidParameterException"
  );
}

function isAboutModel(error: Error): boolean {
  return error.name === "InvalidParameterException" && /project|\barn\b/i.test(error.message);
}

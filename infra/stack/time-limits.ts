/** Of one call. Long enough for a cold start, a large photo and three tries at Rekognition, for each photo of a batch. */
export const INSPECT_TIMEOUT_SECONDS = 120;
export const DIGEST_TIMEOUT_SECONDS = 60;
/** Room for messages beside the one that a receiver may let wait for a minute. */
export const CHANNELS_TIMEOUT_SECONDS = 180;

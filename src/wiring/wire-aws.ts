import { ulid } from "ulid";
import type { Platform } from "../flow/platform.ts";
import { DEFAULT_PHOTO_LIMITS } from "../imaging/decode-photo.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { AwsConfig, TELLING } from "./aws-config.ts";
import { tellingOf } from "./telling-of.ts";

/**
 * Above the time that the inspect function may run (120 s), so that nobody takes a photo from a function which still
 * works on it; a function that died gives its photo back after this.
 */
const LEASE_MS = 150_000;
/** Each look asks the table: a camera that waits may wait a moment longer. */
const POLL_MS = 300;

/** The platform as the flow wants it. The only place that puts it together. */
export function wireAws(
  parts: Pick<
    Platform,
    | "images"
    | "vault"
    | "keptReports"
    | "records"
    | "reviews"
    | "recipes"
    | "outbox"
    | "rules"
    | "queue"
    | "telemetry"
  > &
    Pick<Platform, "recognizers" | "textReader">,
  config: AwsConfig<(typeof TELLING)[number]>,
): Platform {
  return {
    ...parts,
    notifier: BY_DIGEST,
    now: () => new Date(),
    newId: () => ulid(),
    settings: {
      photoLimits: DEFAULT_PHOTO_LIMITS,
      // SQS keeps whatever comes; what must not flood us is held back by API Gateway.
      maxWaiting: Number.POSITIVE_INFINITY,
      leaseMs: LEASE_MS,
      pollMs: POLL_MS,
      ...tellingOf(config),
    },
  };
}

/** Messages leave by the functions of digest and channels, which have notifiers of their own and may use them. */
const BY_DIGEST: Notifier = {
  idempotent: false,
  async send() {
    throw new Error("Only the functions of digest and channels send messages.");
  },
};

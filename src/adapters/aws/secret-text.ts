import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { asAwsError } from "./map-aws-error.ts";

/** Long enough to cost next to nothing, short enough that a secret which was changed holds soon. */
const KEPT_MS = 5 * 60_000;

/**
 * The text of a secret, read when it is first asked for and again when it has been kept for five minutes.
 * @param options now: the clock that this goes by
 * @returns a function that throws PartproofError when the secret cannot be read or was never given a value
 */
export function createSecretText(options: {
  secrets: SecretsManagerClient;
  secretId: string;
  now?: () => Date;
}): () => Promise<string> {
  const { secrets, secretId, now = () => new Date() } = options;
  let kept: { text: string; untilMs: number } | undefined;

  return async () => {
    if (kept && now().getTime() < kept.untilMs) return kept.text;
    const { SecretString = "" } = await secrets
      .send(new GetSecretValueCommand({ SecretId: secretId }))
      .catch((error: unknown) => {
        throw asAwsError(error, "read the settings of the channels");
      });
    kept = { text: SecretString, untilMs: now().getTime() + KEPT_MS };
    return kept.text;
  };
}

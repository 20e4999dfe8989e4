import { z } from "zod";
import { operation, ServiceFault, startAwsJsonServer } from "../../support/aws-json-server.ts";

/** The one call of Secrets Manager that functions make. A secret is empty until somebody puts something in. */
export async function startSecretsManager() {
  const held = new Map<string, string>();
  const server = await startAwsJsonServer({
    "secretsmanager.GetSecretValue": operation(z.strictObject({ SecretId: z.string() }), ({ SecretId }) => {
      const SecretString = held.get(SecretId);
      if (SecretString === undefined) throw new ServiceFault("ResourceNotFoundException");
      return { ARN: SecretId, SecretString };
    }),
  });
  return {
    url: server.client.endpoint,
    put: (id: string, text: string) => void held.set(id, text),
    stop: () => server.stop(),
  };
}

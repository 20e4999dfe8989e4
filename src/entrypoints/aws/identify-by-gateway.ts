import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { type Principal, ROLES } from "../../ports/token-store.ts";
import type { Identify } from "../http-api/http-api-deps.ts";

/** What our authorizer says of a caller; API Gateway hands it on and lets nobody else write it. */
const authorizerSchema = z.object({ name: z.string().min(1), role: z.enum(ROLES as [string, ...string[]]) });

/** Hono's `env` in Lambda, as far as it says who asks. */
const gatewaySchema = z.object({
  event: z.object({
    requestContext: z.object({
      authorizer: authorizerSchema.nullish().catch(undefined),
      // Present only where IAM has checked the signature of the request.
      identity: z.object({ userArn: z.string().nullish() }).nullish(),
    }),
  }),
});

/**
 * Who asks, as API Gateway has found out before we were called: a person or the holder of a token by our authorizer, or
 * a camera by its AWS role. IAM decides which routes a role may call, and only those that hand photos in are open to it.
 */
export const identifyByGateway: Identify = async (_request, platform): Promise<Principal> => {
  const { authorizer, identity } = gatewaySchema.parse(platform).event.requestContext;
  if (authorizer) return { name: authorizer.name, role: authorizer.role as Principal["role"] };
  if (identity?.userArn) return { name: nameOf(identity.userArn), role: "camera" };
  throw new PartproofError(
    "unauthorized",
    'This needs a token or an account. Send the header "Authorization: Bearer <token>".',
  );
};

/** `arn:aws:sts::111111111111:assumed-role/camera-line-1/session` → `camera-line-1/session` */
function nameOf(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1).slice(0, 200);
}

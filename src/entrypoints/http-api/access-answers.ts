import { z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { personNameSchema } from "../../domain/person.ts";
import type { FrontDesk } from "../../flow/sign-in.ts";
import { PERSON_ROLES, type PersonRole } from "../../ports/person-store.ts";
import { ROLES, type Role } from "../../ports/token-store.ts";

export const roleSchema = z.enum(ROLES as [Role, ...Role[]]).meta({ id: "Role" });
export const personRoleSchema = z.enum(PERSON_ROLES as [PersonRole, ...PersonRole[]]);

/** Of tokens too, as both stand beside decisions. */
export const holderNameSchema = personNameSchema.meta({ example: "Ana Torres" });

export const accessIdParam = z.object({ id: z.string().min(1).max(64) });

/** @throws PartproofError `not-found` on platforms where a service before us knows who may do what */
export function mustHaveFrontDesk(frontDesk: FrontDesk | undefined): FrontDesk {
  if (frontDesk) return frontDesk;
  throw new PartproofError(
    "not-found",
    "On AWS people sign in at the Cognito user pool and are managed there; tokens are made with `partproof token create --aws`.",
  );
}

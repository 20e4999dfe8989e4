import type { Role } from "../../ports/token-store.ts";
import type { Permission } from "./operation.ts";

/** What an access key of a role may call. */
const PERMISSIONS: Record<Role, readonly Permission[]> = {
  camera: ["detect"],
  inspector: ["detect", "describe"],
  quality: ["detect", "describe", "change"],
  auditor: ["describe"],
  support: [],
  admin: ["detect", "describe", "change"],
};

export function isAllowed(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission);
}

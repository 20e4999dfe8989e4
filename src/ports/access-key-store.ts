import type { Principal } from "./token-store.ts";

/** `id` is what a request names itself by; it is no secret. */
export type AccessKeyInfo = Principal & { id: string; createdAt: string };

/**
 * Keys with which programs sign their requests. Unlike a token's, their secrets are kept readable: whoever checks a
 * signature has to make it again.
 */
export interface AccessKeyStore {
  /** @returns the secret, which is shown this once */
  create(principal: Principal, createdAt: string): Promise<{ secret: string; info: AccessKeyInfo }>;
  find(id: string): Promise<{ secret: string; info: AccessKeyInfo } | undefined>;
  list(): Promise<AccessKeyInfo[]>;
  /** @throws PartproofError `not-found` */
  revoke(id: string): Promise<void>;
}

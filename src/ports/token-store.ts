/** What a caller may do. `camera` hands in only; `auditor` reads; `support` sees health only. */
export type Role = "camera" | "inspector" | "quality" | "auditor" | "support" | "admin";
export const ROLES: readonly Role[] = ["camera", "inspector", "quality", "auditor", "support", "admin"];

export type Principal = { name: string; role: Role };
export type TokenInfo = Principal & { id: string; createdAt: string };

/** Bearer tokens, kept only as SHA-256: a token is a random 256-bit secret, so no slow hash is needed. */
export interface TokenStore {
  /** @returns the secret, shown this once */
  create(principal: Principal, createdAt: string): Promise<{ secret: string; info: TokenInfo }>;
  find(secret: string): Promise<TokenInfo | undefined>;
  /** The token itself stays unknown. */
  get(id: string): Promise<TokenInfo | undefined>;
  list(): Promise<TokenInfo[]>;
  /** @throws PartproofError `not-found` */
  revoke(id: string): Promise<void>;
}

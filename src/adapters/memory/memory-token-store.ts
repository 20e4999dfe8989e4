import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import type { TokenInfo, TokenStore } from "../../ports/token-store.ts";

export function createMemoryTokenStore(): TokenStore {
  const byHash = new Map<string, TokenInfo>();
  const hashOf = (secret: string) => sha256Hex(new TextEncoder().encode(secret));

  return {
    async create({ name, role }, createdAt) {
      const secret = `pp_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url")}`;
      const info = { id: crypto.randomUUID(), name, role, createdAt };
      byHash.set(await hashOf(secret), info);
      return { secret, info: { ...info } };
    },
    async find(secret) {
      const info = byHash.get(await hashOf(secret));
      return info && { ...info };
    },
    async get(id) {
      const info = [...byHash.values()].find((one) => one.id === id);
      return info && { ...info };
    },
    async list() {
      return [...byHash.values()].map((info) => ({ ...info }));
    },
    async revoke(id) {
      const hash = [...byHash].find(([, info]) => info.id === id)?.[0];
      if (hash === undefined) throw new PartproofError("not-found", `There is no token ${id}.`);
      byHash.delete(hash);
    },
  };
}

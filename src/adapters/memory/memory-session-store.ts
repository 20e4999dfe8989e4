import { sha256Hex } from "../../domain/evidence.ts";
import { hasEnded, NOTE_USE_EVERY_MS, type SessionSpan } from "../../domain/session-span.ts";
import type { SessionHolder, SessionStore } from "../../ports/session-store.ts";

export function createMemorySessionStore(): SessionStore {
  const byHash = new Map<string, SessionSpan & { holder: SessionHolder }>();
  const hashOf = (secret: string) => sha256Hex(new TextEncoder().encode(secret));

  return {
    async create({ holder, now, idleMs, expiresAt }) {
      for (const [hash, session] of byHash) if (hasEnded(session, now.getTime())) byHash.delete(hash);
      const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
      const span = { usedMs: now.getTime(), idleMs, endsMs: expiresAt.getTime() };
      byHash.set(await hashOf(secret), { holder: { ...holder }, ...span });
      return secret;
    },
    async find(secret, now) {
      const session = byHash.get(await hashOf(secret));
      if (!session || hasEnded(session, now.getTime())) return undefined;
      if (now.getTime() - session.usedMs >= NOTE_USE_EVERY_MS) session.usedMs = now.getTime();
      return { ...session.holder };
    },
    async end(secret) {
      byHash.delete(await hashOf(secret));
    },
    async endAllOf({ kind, id }) {
      for (const [hash, { holder }] of byHash)
        if (holder.kind === kind && holder.id === id) byHash.delete(hash);
    },
  };
}

import { createHash, randomBytes } from "node:crypto";
import { hasEnded, NOTE_USE_EVERY_MS, type SessionSpan } from "../../domain/session-span.ts";
import type { SessionHolder, SessionStore } from "../../ports/session-store.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

type Row = SessionSpan & SessionHolder;

export function createSqliteSessionStore(db: SqliteDatabase): SessionStore {
  return {
    async create({ holder, now, idleMs, expiresAt }) {
      const secret = randomBytes(32).toString("base64url");
      const nowMs = now.getTime();
      db.transaction(() => {
        db.run("DELETE FROM sessions WHERE ends_ms <= ? OR used_ms + idle_ms <= ?", nowMs, nowMs);
        db.run(
          "INSERT INTO sessions (secret_sha256, holder_kind, holder_id, used_ms, idle_ms, ends_ms) VALUES (?, ?, ?, ?, ?, ?)",
          hashOf(secret),
          holder.kind,
          holder.id,
          nowMs,
          idleMs,
          expiresAt.getTime(),
        );
      });
      return secret;
    },

    async find(secret, now) {
      const hash = hashOf(secret);
      const nowMs = now.getTime();
      const row = db.get<Row>(
        `SELECT holder_kind AS kind, holder_id AS id, used_ms AS usedMs, idle_ms AS idleMs, ends_ms AS endsMs
         FROM sessions WHERE secret_sha256 = ?`,
        hash,
      );
      if (!row || hasEnded(row, nowMs)) return undefined;
      if (nowMs - row.usedMs >= NOTE_USE_EVERY_MS)
        db.run("UPDATE sessions SET used_ms = ? WHERE secret_sha256 = ?", nowMs, hash);
      return { kind: row.kind, id: row.id };
    },

    async end(secret) {
      db.run("DELETE FROM sessions WHERE secret_sha256 = ?", hashOf(secret));
    },

    async endAllOf({ kind, id }) {
      db.run("DELETE FROM sessions WHERE holder_kind = ? AND holder_id = ?", kind, id);
    },
  };
}

/** Looking a hash up tells a caller nothing about the secret, however long it takes. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

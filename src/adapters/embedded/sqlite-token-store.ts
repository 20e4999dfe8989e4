import { createHash, randomBytes } from "node:crypto";
import { PartproofError } from "../../domain/errors.ts";
import type { Role, TokenStore } from "../../ports/token-store.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export function createSqliteTokenStore(db: SqliteDatabase): TokenStore {
  return {
    async create({ name, role }, createdAt) {
      const secret = `pp_${randomBytes(32).toString("base64url")}`;
      const id = randomBytes(6).toString("hex");
      db.run(
        "INSERT INTO tokens (id, name, role, created_at, secret_sha256) VALUES (?, ?, ?, ?, ?)",
        id,
        name,
        role,
        createdAt,
        hashOf(secret),
      );
      return { secret, info: { id, name, role, createdAt } };
    },

    async find(secret) {
      const row = db.get<{ name: string; role: Role }>(
        "SELECT name, role FROM tokens WHERE secret_sha256 = ?",
        hashOf(secret),
      );
      return row && { name: row.name, role: row.role };
    },

    async list() {
      return db.all<{ id: string; name: string; role: Role; createdAt: string }>(
        "SELECT id, name, role, created_at AS createdAt FROM tokens ORDER BY created_at, rowid",
      );
    },

    async revoke(id) {
      const revoked = db.run("DELETE FROM tokens WHERE id = ?", id);
      if (revoked === 0) throw new PartproofError("not-found", `There is no token ${id}.`);
    },
  };
}

/** Looking a hash up tells a caller nothing about the secret, however long it takes. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

import { createHash, randomBytes } from "node:crypto";
import { PartproofError } from "../../domain/errors.ts";
import type { TokenInfo, TokenStore } from "../../ports/token-store.ts";
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
      return only(db.get<TokenInfo>(`${SELECT} WHERE secret_sha256 = ?`, hashOf(secret)));
    },

    async get(id) {
      return only(db.get<TokenInfo>(`${SELECT} WHERE id = ?`, id));
    },

    async list() {
      return db.all<TokenInfo>(`${SELECT} ORDER BY created_at, rowid`);
    },

    async revoke(id) {
      const revoked = db.run("DELETE FROM tokens WHERE id = ?", id);
      if (revoked === 0) throw new PartproofError("not-found", `There is no token ${id}.`);
    },
  };
}

const SELECT = "SELECT id, name, role, created_at AS createdAt FROM tokens";

/** libsql adds a field of its own to a single row. */
function only(row: TokenInfo | undefined): TokenInfo | undefined {
  return row && { id: row.id, name: row.name, role: row.role, createdAt: row.createdAt };
}

/** Looking a hash up tells a caller nothing about the secret, however long it takes. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

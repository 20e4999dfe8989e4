import { sha256Hex } from "../../domain/evidence.ts";
import type { PasswordHasher } from "../../ports/password-hasher.ts";

/** Fast, and so good for tests alone. */
export function createMemoryPasswordHasher(): PasswordHasher {
  const derive = (salt: string, password: string) =>
    sha256Hex(new TextEncoder().encode(salt + password.normalize("NFKC")));
  return {
    async hash(password) {
      const salt = crypto.randomUUID();
      return `${salt}:${await derive(salt, password)}`;
    },
    async matches(password, stored) {
      const [salt = "", hash] = stored?.split(":") ?? [];
      return hash !== undefined && hash === (await derive(salt, password));
    },
  };
}

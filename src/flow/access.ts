import { asPartproofError } from "../domain/errors.ts";
import type { AuditAction, AuditLog } from "../ports/audit-log.ts";
import type { PasswordHasher } from "../ports/password-hasher.ts";
import type { PersonStore } from "../ports/person-store.ts";
import type { SessionStore } from "../ports/session-store.ts";
import type { TokenStore } from "../ports/token-store.ts";

/** Everything that decides who may do something, where no service before us does. */
export type Access = {
  people: PersonStore;
  tokens: TokenStore;
  sessions: SessionStore;
  passwords: PasswordHasher;
  audit: AuditLog;
  now(): Date;
  newId(): string;
};

type Note = { by: string; action: AuditAction; subject: string; details?: Record<string, string> };

/**
 * Write down who does what, then do it. The entry is durable first, so that nothing is ever done without one; what
 * fails after all gets a second entry that says so.
 */
export async function audited<T>(
  { audit, now, newId }: Pick<Access, "audit" | "now" | "newId">,
  { details = {}, ...note }: Note,
  work: () => Promise<T>,
): Promise<T> {
  const append = (failed?: string) =>
    audit.append({
      ...{ id: newId(), at: now().toISOString(), ...note, details },
      ...(failed === undefined ? {} : { failed }),
    });
  await append();
  try {
    return await work();
  } catch (error) {
    await append(asPartproofError(error).message);
    throw error;
  }
}

import { PartproofError } from "../domain/errors.ts";
import type { Principal, TokenInfo } from "../ports/token-store.ts";
import { type Access, audited } from "./access.ts";

/**
 * @param by who does it, for the audit
 * @returns the secret, shown this once
 * @throws PartproofError `conflict` for the name of a person: what is done with the token would seem done by them
 */
export async function createToken(
  access: Access,
  principal: Principal,
  by: string,
): Promise<{ secret: string; info: TokenInfo }> {
  if (await access.people.findByName(principal.name)) {
    throw new PartproofError(
      "conflict",
      `${principal.name} is a person who signs in with a password. Name the token after what it is for.`,
    );
  }
  const { name, role } = principal;
  const note = { by, action: "token-created", subject: name, details: { role } } as const;
  return audited(access, note, () => access.tokens.create(principal, access.now().toISOString()));
}

/**
 * End a token, and the sessions of browsers that signed in with it.
 * @throws PartproofError `not-found`; `conflict` when no administrator would be left
 */
export async function revokeToken(access: Access, id: string, by: string): Promise<void> {
  const all = await access.tokens.list();
  const token = all.find((one) => one.id === id);
  if (!token) throw new PartproofError("not-found", `There is no token ${id}.`);
  const isAdmin = ({ role }: { role: string }) => role === "admin";
  const people = (await access.people.list()).filter(({ active }) => active);
  if (isAdmin(token) && all.filter(isAdmin).length === 1 && !people.some(isAdmin)) {
    throw new PartproofError(
      "conflict",
      "This is the last administrator. Make another one first: a person, or a token with the role admin.",
    );
  }
  const details = { id, role: token.role };
  const note = { by, action: "token-revoked", subject: token.name, details } as const;
  await audited(access, note, () => access.tokens.revoke(id));
  await access.sessions.endAllOf({ kind: "token", id });
}

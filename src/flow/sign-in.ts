import { PartproofError } from "../domain/errors.ts";
import { nameKey } from "../domain/person.ts";
import type { SessionHolder } from "../ports/session-store.ts";
import type { Principal } from "../ports/token-store.ts";
import { type Access, audited } from "./access.ts";
import { type AttemptLimiter, createAttemptLimiter } from "./attempt-limiter.ts";
import { createSignInCodes, type SignInCodes } from "./sign-in-codes.ts";

const HOUR_MS = 3_600_000;

const SPANS = {
  /** A shift with overtime. Who closes the page and leaves shall not decide in the name of who sat there. */
  person: { idleMs: HOUR_MS, wholeMs: 12 * HOUR_MS },
  /** A display above the line shall stay signed in; its token can be revoked at any time. */
  token: { idleMs: 7 * 24 * HOUR_MS, wholeMs: 30 * 24 * HOUR_MS },
} as const;

const WINDOW_MS = HOUR_MS / 4;
/** A whole shift may come from one address, that of a proxy; nobody mistypes this often. */
const PER_ADDRESS = { most: 30, windowMs: WINDOW_MS, what: "from this address" };
const PER_NAME = { most: 10, windowMs: WINDOW_MS, what: "under this name" };

/** Where people and displays sign in on a platform of our own. */
export type FrontDesk = Access & {
  attemptsByAddress: AttemptLimiter;
  attemptsByName: AttemptLimiter;
  codes: SignInCodes;
};

export type Credentials = { token: string } | { code: string } | { name: string; password: string };
export type SignedIn = { principal: Principal; secret: string; expiresAt: Date };
export type Known = { principal: Principal; holder: SessionHolder };

export function createFrontDesk(access: Access): FrontDesk {
  return {
    ...access,
    attemptsByAddress: createAttemptLimiter(PER_ADDRESS),
    attemptsByName: createAttemptLimiter(PER_NAME),
    codes: createSignInCodes(),
  };
}

/**
 * Start a session for whoever shows a valid secret.
 * @param address where the request comes from, for the limit of attempts
 * @throws PartproofError `unauthorized`, in the same words whether a name exists or not; `too-many-attempts`
 */
export async function signIn(desk: FrontDesk, credentials: Credentials, address: string): Promise<SignedIn> {
  const now = desk.now();
  desk.attemptsByAddress.take(address, now);
  const holder = await holderOf(desk, credentials, now);
  desk.attemptsByAddress.giveBack(address);
  const principal = await principalOf(desk, holder);
  if (!principal) throw new PartproofError("unauthorized", "Whom this was for has no access any more.");
  return openSession(desk, { principal, holder });
}

/** Start a session for somebody who is known. */
export async function openSession(desk: FrontDesk, { principal, holder }: Known): Promise<SignedIn> {
  const now = desk.now();
  const { idleMs, wholeMs } = SPANS[holder.kind];
  const expiresAt = new Date(now.getTime() + wholeMs);
  const { name, role } = principal;
  const details = { role, with: holder.kind === "person" ? "password" : "token" };
  const note = { by: name, action: "signed-in", subject: name, details } as const;
  const secret = await audited(desk, note, () => desk.sessions.create({ holder, now, idleMs, expiresAt }));
  return { principal, secret, expiresAt };
}

/** @returns undefined when the session has ended, or its holder has no access any more */
export async function whoseSession(desk: FrontDesk, secret: string): Promise<Known | undefined> {
  const holder = await desk.sessions.find(secret, desk.now());
  const principal = holder && (await principalOf(desk, holder));
  return holder && principal && { principal, holder };
}

async function holderOf(desk: FrontDesk, credentials: Credentials, now: Date): Promise<SessionHolder> {
  if ("password" in credentials) return holderOfPassword(desk, credentials, now);
  if ("code" in credentials) {
    const holder = await desk.codes.redeem(credentials.code, now);
    if (holder) return holder;
    throw new PartproofError(
      "unauthorized",
      "This address has been used to sign in, or is too old: it works once. Sign in with a password or a token.",
    );
  }
  const token = await desk.tokens.find(credentials.token);
  if (token) return { kind: "token", id: token.id };
  throw new PartproofError(
    "unauthorized",
    "The token is unknown or was revoked. An administrator makes another one.",
  );
}

async function holderOfPassword(
  desk: FrontDesk,
  { name, password }: { name: string; password: string },
  now: Date,
): Promise<SessionHolder> {
  desk.attemptsByName.take(nameKey(name), now);
  const person = await desk.people.findByName(name);
  // Always the same work, so that neither words nor time tell who exists.
  const matches = await desk.passwords.matches(password, person?.passwordHash);
  if (!person?.active || !matches) {
    throw new PartproofError(
      "unauthorized",
      "The name or the password is wrong. An administrator can set another password.",
    );
  }
  desk.attemptsByName.giveBack(nameKey(name));
  return { kind: "person", id: person.id };
}

/** Asked each time: what is revoked or changed, also by another process, holds at once. */
async function principalOf(desk: Access, { kind, id }: SessionHolder): Promise<Principal | undefined> {
  if (kind === "token") {
    const token = await desk.tokens.get(id);
    return token && { name: token.name, role: token.role };
  }
  const person = await desk.people.get(id);
  return person?.active ? { name: person.name, role: person.role } : undefined;
}

import { PartproofError } from "../domain/errors.ts";
import type { SessionHolder, SessionStore } from "../ports/session-store.ts";
import type { Principal, TokenStore } from "../ports/token-store.ts";
import { type AttemptLimiter, createAttemptLimiter } from "./attempt-limiter.ts";

const HOUR_MS = 3_600_000;

/** A display above the line is signed in with a token and shall stay so; the token itself can be revoked at any time. */
const TOKEN_SESSION = { idleMs: 7 * 24 * HOUR_MS, wholeMs: 30 * 24 * HOUR_MS };

const QUARTER_HOUR_MS = HOUR_MS / 4;

/** Where people sign in on a platform of our own. */
export type FrontDesk = {
  tokens: Pick<TokenStore, "find" | "get">;
  sessions: SessionStore;
  attemptsByAddress: AttemptLimiter;
  now(): Date;
};

export type Credentials = { token: string };
export type SignedIn = { principal: Principal; secret: string; expiresAt: Date };

export function createFrontDesk(options: Omit<FrontDesk, "attemptsByAddress">): FrontDesk {
  // A whole shift may come from one address, that of a proxy; nobody mistypes this often.
  const perAddress = { most: 30, windowMs: QUARTER_HOUR_MS, what: "from this address" };
  return { ...options, attemptsByAddress: createAttemptLimiter(perAddress) };
}

/**
 * Start a session for whoever shows a valid secret.
 * @param address where the request comes from, for the limit of attempts
 * @throws PartproofError `unauthorized`, saying as little as possible of why; `too-many-attempts`
 */
export async function signIn(desk: FrontDesk, { token }: Credentials, address: string): Promise<SignedIn> {
  const now = desk.now();
  desk.attemptsByAddress.take(address, now);
  const found = await desk.tokens.find(token);
  if (!found) {
    throw new PartproofError(
      "unauthorized",
      "The token is unknown or was revoked. An administrator makes tokens with `partproof token create`.",
    );
  }
  desk.attemptsByAddress.giveBack(address);

  const expiresAt = new Date(now.getTime() + TOKEN_SESSION.wholeMs);
  const holder = { kind: "token", id: found.id } as const;
  const secret = await desk.sessions.create({ holder, now, idleMs: TOKEN_SESSION.idleMs, expiresAt });
  return { principal: { name: found.name, role: found.role }, secret, expiresAt };
}

/** @returns undefined when the session has ended, or its holder has no access any more */
export async function whoseSession(desk: FrontDesk, secret: string): Promise<Principal | undefined> {
  const holder = await desk.sessions.find(secret, desk.now());
  return holder && principalOf(desk, holder);
}

/** Asked each time: a token that is revoked, also by another process, ends what was started with it. */
async function principalOf(desk: FrontDesk, holder: SessionHolder): Promise<Principal | undefined> {
  const token = holder.kind === "token" ? await desk.tokens.get(holder.id) : undefined;
  return token && { name: token.name, role: token.role };
}

/** On whose behalf a browser is signed in. Name and role are asked of the holder each time: they may change meanwhile. */
export type SessionHolder = { kind: "token" | "person"; id: string };

/**
 * Browsers that are signed in. The secret of a session is 256 random bits, kept only as SHA-256. A session ends when
 * nobody used it for as long as it may lie idle, and at its end in any case.
 */
export interface SessionStore {
  /** Also forgets all sessions that have ended. @returns the secret, shown this once */
  create(session: { holder: SessionHolder; now: Date; idleMs: number; expiresAt: Date }): Promise<string>;
  /** Whose session it is; looking is using it. @returns undefined for one that has ended or never was */
  find(secret: string, now: Date): Promise<SessionHolder | undefined>;
  /** Nothing happens to one that has ended or never was. */
  end(secret: string): Promise<void>;
  /** End every session of a holder, on whatever browser. */
  endAllOf(holder: SessionHolder): Promise<void>;
}

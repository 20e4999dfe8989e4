import { sha256Hex } from "../domain/evidence.ts";
import type { SessionHolder } from "../ports/session-store.ts";

const GOOD_FOR_MS = 3_600_000;

/**
 * Secrets that sign a browser in once, for an address to click on: it may stay behind in a history or a log, where it
 * opens nothing any more. They live in memory and end with the process.
 */
export type SignInCodes = {
  issue(holder: SessionHolder, now: Date): Promise<string>;
  /** @returns undefined for one that was used, is too old or never was */
  redeem(code: string, now: Date): Promise<SessionHolder | undefined>;
};

export function createSignInCodes(): SignInCodes {
  const byHash = new Map<string, { holder: SessionHolder; endsMs: number }>();
  const hashOf = (code: string) => sha256Hex(new TextEncoder().encode(code));

  return {
    async issue(holder, now) {
      const bytes = crypto.getRandomValues(new Uint8Array(24));
      const code = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      byHash.set(await hashOf(code), { holder, endsMs: now.getTime() + GOOD_FOR_MS });
      return code;
    },
    async redeem(code, now) {
      const hash = await hashOf(code);
      const issued = byHash.get(hash);
      byHash.delete(hash);
      return issued && issued.endsMs > now.getTime() ? issued.holder : undefined;
    },
  };
}

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { PartproofError } from "../../domain/errors.ts";
import type { PasswordHasher } from "../../ports/password-hasher.ts";

/**
 * One of the settings that OWASP's Password Storage Cheat Sheet holds equal: N = 2^15, r = 8, p = 3. It takes 32 MB for
 * a moment, where p = 1 would take 128 MB of a machine that also looks at photos.
 */
const STRENGTH = { ln: 15, r: 8, p: 3 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** One that is stored and asks for more than this was not made by us. */
const MOST = { ln: 20, r: 16, p: 16 };
const STORED =
  /^\$scrypt\$ln=(?<ln>\d{1,2}),r=(?<r>\d{1,2}),p=(?<p>\d{1,2})\$(?<salt>[\w-]+)\$(?<hash>[\w-]+)$/;

type Parameters = typeof STRENGTH & { salt: Buffer };

/** scrypt of Node itself: nothing to compile, nothing to keep up to date. One password at a time. */
export function createScryptPasswordHasher(): PasswordHasher {
  let last: Promise<unknown> = Promise.resolve();
  /** Many sign-ins at once would take memory and threads from the photos; they take turns instead. */
  function inTurn(password: string, parameters: Parameters): Promise<Buffer> {
    const turn = last.then(() => derive(password, parameters));
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const hash = await inTurn(password, { ...STRENGTH, salt });
      const { ln, r, p } = STRENGTH;
      return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
    },

    async matches(password, stored) {
      if (stored === undefined) {
        await inTurn(password, { ...STRENGTH, salt: Buffer.alloc(SALT_BYTES) });
        return false;
      }
      const { hash, ...parameters } = parse(stored);
      return timingSafeEqual(await inTurn(password, parameters), hash);
    },
  };
}

function derive(password: string, { ln, r, p, salt }: Parameters): Promise<Buffer> {
  const N = 2 ** ln;
  // Node refuses to take more than 32 MB unless told so.
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r };
  return new Promise((resolve, reject) => {
    // The same word can be typed as different code points.
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function parse(stored: string): Parameters & { hash: Buffer } {
  const { ln, r, p, salt = "", hash = "" } = STORED.exec(stored)?.groups ?? {};
  const numbers = { ln: Number(ln), r: Number(r), p: Number(p) };
  const bytes = { salt: Buffer.from(salt, "base64url"), hash: Buffer.from(hash, "base64url") };
  const plausible = numbers.ln <= MOST.ln && numbers.r <= MOST.r && numbers.p <= MOST.p;
  if (plausible && bytes.hash.length === HASH_BYTES) return { ...numbers, ...bytes };
  throw new PartproofError("damaged", "A stored password is damaged. Set it anew.");
}

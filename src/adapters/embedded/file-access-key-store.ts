import { randomBytes, randomInt } from "node:crypto";
import { chmod, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import type { AccessKeyInfo, AccessKeyStore } from "../../ports/access-key-store.ts";
import { ROLES } from "../../ports/token-store.ts";
import { asStorageError, errorCode, syncFolder } from "./write-once.ts";

/** Not the prefix of a cloud's keys: nobody should take one for the other. */
const PREFIX = "PPAK";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ID = /^PPAK[A-Z2-7]{16}$/;
const OWNER_ONLY = 0o600;

const fileSchema = z.strictObject({
  id: z.string().regex(ID),
  name: z.string(),
  role: z.enum(ROLES as [(typeof ROLES)[number]]),
  createdAt: z.string(),
  secret: z.string().min(40),
});

/** One file a key, `<id>.json`, readable by its owner alone, in a folder that nobody else may enter. */
export async function createFileAccessKeyStore(options: { directory: string }): Promise<AccessKeyStore> {
  const { directory } = options;
  const fileOf = (id: string) => join(directory, `${id}.json`);

  async function find(id: string) {
    // Ids come from requests: what is none never becomes a path.
    if (!ID.test(id)) return undefined;
    const text = await readFile(fileOf(id), "utf8").catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") return undefined;
      throw asStorageError(error);
    });
    if (text === undefined) return undefined;
    const parsed = fileSchema.safeParse(parseJson(text));
    if (!parsed.success) {
      // Without its cause: that would quote the secret.
      throw new PartproofError("damaged", `Access key ${id} is not readable. Revoke it and create another.`);
    }
    const { secret, ...info } = parsed.data;
    return { secret, info };
  }

  return {
    find,

    async create({ name, role }, createdAt) {
      const id = PREFIX + Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
      const secret = randomBytes(30).toString("base64url");
      const info: AccessKeyInfo = { id, name, role, createdAt };
      await writePrivately(directory, `${id}.json`, `${JSON.stringify({ ...info, secret }, null, 2)}\n`);
      return { secret, info };
    },

    async list() {
      const names = await readdir(directory).catch((error: unknown) => {
        if (errorCode(error) === "ENOENT") return [];
        throw asStorageError(error);
      });
      const ids = names
        .filter((name) => name.endsWith(".json"))
        .map((name) => name.slice(0, -".json".length));
      const keys = await Promise.all(ids.map(find));
      return keys
        .filter((key) => key !== undefined)
        .map(({ info }) => info)
        .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1));
    },

    async revoke(id) {
      const missing = () => new PartproofError("not-found", `There is no access key ${id}.`);
      if (!ID.test(id)) throw missing();
      await rm(fileOf(id)).catch((error: unknown) => {
        throw errorCode(error) === "ENOENT" ? missing() : asStorageError(error);
      });
      await syncFolder(directory);
    },
  };
}

/** Whole or not at all, and never readable by others, not even while it is written. */
async function writePrivately(directory: string, name: string, text: string): Promise<void> {
  const temporary = join(directory, `.${name}`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const handle = await open(temporary, "wx", OWNER_ONLY);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // A stricter or looser umask must not decide this.
    await chmod(temporary, OWNER_ONLY);
    await rename(temporary, join(directory, name));
    await syncFolder(directory);
  } catch (error) {
    await rm(temporary, { force: true });
    throw asStorageError(error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { createHash, randomBytes } from "node:crypto";
import { PartproofError } from "../../domain/errors.ts";
import { ROLES, type Role, type TokenInfo, type TokenStore } from "../../ports/token-store.ts";
import { textOf } from "./dynamo-codec.ts";
import { type DynamoTable, type Item, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";

/**
 * One item a token under the hash of its secret. Its id is the start of that hash, which tells nobody the secret, so
 * that a token is found by either without a second item that could be left behind.
 */
export function createDynamoTokenStore(options: DynamoTable): TokenStore {
  const items = openItems(options);
  const { pk } = keyOf.token("");

  return {
    async create({ name, role }, createdAt) {
      const secret = `pp_${randomBytes(32).toString("base64url")}`;
      const secretSha256 = hashOf(secret);
      await items.putNew({ ...keyOf.token(secretSha256), name, role, createdAt });
      return { secret, info: { id: idOf(secretSha256), name, role, createdAt } };
    },

    async find(secret) {
      const item = await items.get(keyOf.token(hashOf(secret)));
      return item && read(item);
    },

    async get(id) {
      const item = await byId(id);
      return item && read(item);
    },

    async list() {
      const found: TokenInfo[] = [];
      for await (const item of items.query({ where: "#pk = :pk", values: { pk } })) found.push(read(item));
      return found.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    },

    async revoke(id) {
      const item = await byId(id);
      if (!item) throw new PartproofError("not-found", `There is no token ${id}.`);
      await items.remove(keyOf.token(textOf(item, "sk")));
    },
  };

  async function byId(id: string): Promise<Item | undefined> {
    // The start of a hash could be the start of several, an empty one of all.
    if (!ID.test(id)) return undefined;
    const where = "#pk = :pk AND begins_with(#sk, :id)";
    for await (const item of items.query({ where, values: { pk, id } })) return item;
    return undefined;
  }
}

const ID = /^[0-9a-f]{12}$/;

function idOf(secretSha256: string): string {
  return secretSha256.slice(0, 12);
}

/** @throws PartproofError `damaged` for a role that nobody knows: better no access than some */
function read(item: Item): TokenInfo {
  const role = ROLES.find((known): known is Role => known === item["role"]);
  if (role === undefined) {
    throw new PartproofError("damaged", `The token ${idOf(textOf(item, "sk"))} has an unknown role.`);
  }
  return {
    id: idOf(textOf(item, "sk")),
    name: textOf(item, "name"),
    role,
    createdAt: textOf(item, "createdAt"),
  };
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

import { PartproofError } from "../../domain/errors.ts";
import type { TokenInfo, TokenStore } from "../../ports/token-store.ts";
import type { Identify } from "./http-api-deps.ts";

/** Longer than any token of ours; what is longer need not be hashed to know that it is none. */
const MAX_TOKEN_LENGTH = 512;

/** For platforms where nothing stands before the API: whoever asks shows a token of ours. */
export function identifyByToken(tokens: Pick<TokenStore, "find">): Identify {
  const how =
    'Send the header "Authorization: Bearer <token>"; an administrator makes tokens with `partproof token create`.';
  return async (request) => {
    const authorization = request.headers.get("authorization");
    if (authorization === null) throw new PartproofError("unauthorized", `This needs a token. ${how}`);
    const token = await findByHeader(tokens, authorization);
    if (!token) throw new PartproofError("unauthorized", `The token is unknown or was revoked. ${how}`);
    return { name: token.name, role: token.role };
  };
}

/** @param authorization the value of that header @returns undefined for what is no token of ours */
export async function findByHeader(
  tokens: Pick<TokenStore, "find">,
  authorization: string,
): Promise<TokenInfo | undefined> {
  const secret = bearerOf(authorization);
  return secret !== undefined && secret.length <= MAX_TOKEN_LENGTH ? tokens.find(secret) : undefined;
}

/** What follows `Bearer` in the header `Authorization`. */
export function bearerOf(authorization: string): string | undefined {
  return /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization)?.[1];
}

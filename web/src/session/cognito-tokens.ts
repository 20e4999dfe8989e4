/** What stands before the API takes this cookie for the header `Authorization`, which photos in a page cannot have. */
const COOKIE = "__Host-partproof_token";
/** In this tab alone, and gone with it. */
const REFRESH = "partproof-refresh-token";

type Tokens = { idToken: string; refreshToken?: string; expiresInSeconds: number };

/** @throws Error when it is no answer of a token endpoint */
export function readTokens(answer: unknown): Tokens {
  const {
    id_token: idToken,
    refresh_token: refreshToken,
    expires_in: expiresInSeconds,
  } = answer as Record<string, unknown>;
  if (typeof idToken !== "string" || typeof expiresInSeconds !== "number")
    throw new Error("Cognito did not send a token.");
  return { idToken, expiresInSeconds, ...(typeof refreshToken === "string" ? { refreshToken } : {}) };
}

export function keepTokens({ idToken, refreshToken, expiresInSeconds }: Tokens): void {
  // A JWT holds nothing that a cookie may not.
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140.
  document.cookie = `${COOKIE}=${idToken}; Max-Age=${expiresInSeconds}; ${ATTRIBUTES}`;
  if (refreshToken !== undefined) sessionStorage.setItem(REFRESH, refreshToken);
}

export function dropTokens(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: as above.
  document.cookie = `${COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;
  sessionStorage.removeItem(REFRESH);
}

export function refreshTokenKept(): string | undefined {
  return sessionStorage.getItem(REFRESH) ?? undefined;
}

const ATTRIBUTES = "Path=/; Secure; SameSite=Strict";

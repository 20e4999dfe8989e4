import { dropTokens, keepTokens, readTokens, refreshTokenKept } from "./cognito-tokens.ts";
import type { SignInKind } from "./site-config.ts";

export type CognitoPool = Extract<SignInKind, { kind: "cognito" }>;

const STARTED = "partproof-sign-in-started";

/** What Cognito's page said when it sent the browser back here; taken out of the address before any screen reads it. */
const callback = takeFromAddress();

/**
 * Go to Cognito's own page (authorization code with PKCE, RFC 7636). It sends the browser back to `redirectUri`, and
 * {@link finishSignIn} to where they are now.
 */
export async function startSignIn({ domain, clientId, redirectUri }: CognitoPool): Promise<void> {
  const [verifier, state] = [randomText(), randomText()];
  const returnTo = location.pathname + location.search;
  sessionStorage.setItem(STARTED, JSON.stringify({ verifier, state, returnTo }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    ...{ response_type: "code", client_id: clientId, redirect_uri: redirectUri, scope: "openid email" },
    ...{ state, code_challenge: base64url(new Uint8Array(digest)), code_challenge_method: "S256" },
  });
  location.assign(`https://${domain}/oauth2/authorize?${query}`);
}

/**
 * Exchange what Cognito sent back for tokens, and go where the person wanted to.
 * @returns false when nothing was sent back
 * @throws Error when it does not fit what was started here, or Cognito refuses it
 */
export async function finishSignIn(pool: CognitoPool): Promise<boolean> {
  if (!callback) return false;
  const started = JSON.parse(sessionStorage.getItem(STARTED) ?? "{}") as Record<string, string | undefined>;
  sessionStorage.removeItem(STARTED);
  if (callback.error !== null) throw new Error(callback.error);
  // Somebody else's sign-in, sent here by a link, would let people work under a stranger's name.
  if (!started["verifier"] || started["state"] !== callback.state) throw new Error("state");
  await askForTokens(pool, {
    grant_type: "authorization_code",
    code: callback.code,
    redirect_uri: pool.redirectUri,
    code_verifier: started["verifier"],
  });
  location.replace(started["returnTo"] ?? "/");
  return true;
}

/** @returns whether there are fresh tokens now, without asking the person anything */
export async function refreshSignIn(pool: CognitoPool): Promise<boolean> {
  const refreshToken = refreshTokenKept();
  if (refreshToken === undefined) return false;
  try {
    await askForTokens(pool, { grant_type: "refresh_token", refresh_token: refreshToken });
    return true;
  } catch {
    dropTokens();
    return false;
  }
}

/** Here and at Cognito, which would otherwise sign the next person in as this one. */
export function endSignIn({ domain, clientId, redirectUri }: CognitoPool): void {
  dropTokens();
  const query = new URLSearchParams({ client_id: clientId, logout_uri: redirectUri });
  location.assign(`https://${domain}/logout?${query}`);
}

async function askForTokens({ domain, clientId }: CognitoPool, grant: Record<string, string>): Promise<void> {
  const response = await fetch(`https://${domain}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({ ...grant, client_id: clientId }),
  });
  if (!response.ok) throw new Error(`Cognito answered ${response.status}.`);
  keepTokens(readTokens(await response.json()));
}

function takeFromAddress(): { code: string; state: string; error: string | null } | undefined {
  const query = new URLSearchParams(location.search);
  const [code, state, error] = [query.get("code"), query.get("state"), query.get("error")];
  if (state === null || (code === null && error === null)) return undefined;
  history.replaceState(history.state, "", location.pathname);
  return { code: code ?? "", state, error };
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

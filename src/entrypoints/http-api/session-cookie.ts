const NAME = "partproof_session";
/** Browsers take a cookie of this name only over HTTPS, from this very host. */
const SECURE_NAME = `__Host-${NAME}`;

/** Longer than any secret of ours; what is longer need not be hashed to know that it is none. */
const MAX_LENGTH = 128;

/** The secret of the session, as a browser sends it. */
export function sessionSecretOf(request: Request): string | undefined {
  const cookies = request.headers.get("cookie") ?? "";
  const name = cameOverHttps(request) ? SECURE_NAME : NAME;
  for (const cookie of cookies.split(";")) {
    const [key = "", value = ""] = cookie.trim().split("=", 2);
    if (key === name && value !== "" && value.length <= MAX_LENGTH) return value;
  }
  return undefined;
}

/** The value of `Set-Cookie`. Without a secret it takes the cookie away. */
export function sessionCookie(request: Request, session?: { secret: string; maxAgeSeconds: number }): string {
  const https = cameOverHttps(request);
  return [
    `${https ? SECURE_NAME : NAME}=${session?.secret ?? ""}`,
    `Max-Age=${session?.maxAgeSeconds ?? 0}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    ...(https ? ["Secure"] : []),
  ].join("; ");
}

/** A proxy that adds TLS says so. Whoever makes it up gets a cookie that is too strict for the way they came, no more. */
function cameOverHttps(request: Request): boolean {
  const [forwarded] = (request.headers.get("x-forwarded-proto") ?? "").split(",");
  return forwarded?.trim().toLowerCase() === "https" || new URL(request.url).protocol === "https:";
}
